"""Two years before the story: enough panels and probations for every page to show a real picture."""
