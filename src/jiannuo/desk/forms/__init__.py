"""附件3 and 附件4 offline: download filled as far as known, upload, look at the difference, take over."""
