"""Filled forms (附件4) that come back: read, told apart by organisation, shown as a diff, taken over.

An organisation uploads the form that it downloaded and filled in; an officer drops the forty that
came by messenger at once, and what is taken over then is recorded as 代录.
"""
