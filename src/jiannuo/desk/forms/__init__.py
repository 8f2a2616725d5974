"""附件4 offline: download it filled as far as is known, upload it, look at the difference, take over."""
