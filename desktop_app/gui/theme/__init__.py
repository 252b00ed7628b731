"""The look: colours, fonts, icons and the style sheet. The only place where a colour is written down.

`oklch`, `palette` and `sheet` know no Qt; `style.apply` puts the look on the application, `style.theme` hands it out.
"""
