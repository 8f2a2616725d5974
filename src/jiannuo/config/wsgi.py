"""The entry for WSGI servers: ``granian --interface wsgi jiannuo.config.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from jiannuo.config.checks import refuse_without_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
refuse_without_secret()
application = get_wsgi_application()

# What starting made lives as long as the process. The garbage collector looked through all of it again
# and again, for some 60 ms in the middle of somebody's page; now it knows to leave it alone. A page
# makes a few thousand objects, so it comes once in some pages instead of several times in each.
_ = get_resolver().url_patterns  # every page's code
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
