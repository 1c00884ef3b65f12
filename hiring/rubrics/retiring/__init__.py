"""Questions that HR has taken out of use, with the reason; published versions never change, and keep them."""
