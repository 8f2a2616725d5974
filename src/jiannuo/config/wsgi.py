"""The entry for WSGI servers: ``granian --interface wsgi jiannuo.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from jiannuo.config.checks import refuse_without_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
refuse_without_secret()
application = get_wsgi_application()
