"""The demo story, told through the rooms' own actions: a believable organisation a visitor can walk about in.

The same seed tells the same story; its days are counted back from today. Every name in it is invented.
"""
