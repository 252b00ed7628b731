"""Documents with their annotations on paper: printed, or as a PDF. Loaded when somebody wants one."""
