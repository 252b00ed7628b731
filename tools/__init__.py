"""What builds, checks and runs the project. No part of the program."""
