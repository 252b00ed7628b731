"""What the program proposes and a person decides on."""
