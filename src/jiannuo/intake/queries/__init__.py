"""Reading uploads: `visible.uploads_visible_to` is the one door to them."""
