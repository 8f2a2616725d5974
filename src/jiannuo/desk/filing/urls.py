"""Addresses of an organisation's tasks and plans."""

from django.urls import path

from jiannuo.desk.filing.form import filing
from jiannuo.desk.filing.home import filings
from jiannuo.desk.filing.paper import filing_paper
from jiannuo.desk.filing.receipt import receipt
from jiannuo.desk.filing.review import review_filing
from jiannuo.desk.filing.sheet import filing_sheet, filing_step
from jiannuo.desk.filing.signing import filing_ink, filing_scan

urlpatterns = [
    path("filing/", filings, name="filings"),
    path("filing/receipts/<int:receipt>/", receipt, name="receipt"),
    path("filing/<int:filing>/", filing, name="filing"),
    path("filing/<int:filing>/sheet/", filing_sheet, name="filing_sheet"),
    path("filing/<int:filing>/step/", filing_step, name="filing_step"),
    path("filing/<int:filing>/paper/", filing_paper, name="filing_paper"),
    path("filing/<int:filing>/ink/", filing_ink, name="filing_ink"),
    path("filing/<int:filing>/scan/", filing_scan, name="filing_scan"),
    path("filing/<int:filing>/review/", review_filing, name="filing_review"),
]
