"""The entry of a public site that stands alone: `jiannuo serve-public` starts it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.public_settings"
application = get_wsgi_application()
