// End to end, through the public door.
