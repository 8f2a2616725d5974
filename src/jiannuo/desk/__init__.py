"""The staff pages: what officers, organisations, leaders and administrators see in the browser.

Views are functions, a package per app below and a module per page; one page has one template and
its fragments stand inside it. A view asks the queries (through `visible_to`) and calls the actions;
it decides nothing about permission itself. Every page reads and submits without JavaScript.
"""
