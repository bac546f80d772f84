"""The commands of `cleaner`, a file for each; sub-commands are in the file of their group."""
