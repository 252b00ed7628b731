"""The style sheet of the whole program, written from the colours of a theme. No Qt here.

One grid of 4 pixels, corners of 6, lines of 1, a ring of 2 where the keyboard is. What the palette can say
is left to the palette.
"""

from __future__ import annotations

from dataclasses import fields
from string import Template

from desktop_app.gui.theme.palette import Colours

PICTURES = {
    "check": ("check", "on_focus"),
    "minus": ("minus", "on_focus"),
    "tick": ("check", "ink"),
    "down": ("chevron-down", "muted"),
    "up": ("chevron-up", "muted"),
}
"""The pictures that the sheet names, with the icon and the colour role of each. `dot` is drawn apart."""

_BUTTONS = Template("""
QPushButton { background: $page; color: $ink; border: 1px solid $field_line; border-radius: 6px; padding: 4px 12px;
  min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $chosen; }
QPushButton:disabled { color: $faint; border-color: $line; background: transparent; }
QPushButton:focus { border: 2px solid $focus; padding: 3px 11px; }
QPushButton[look="primary"] { background: $focus; color: $on_focus; border-color: $focus; }
QPushButton[look="primary"]:hover { background: $focus_hover; border-color: $focus_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $chosen; color: $faint; border-color: $chosen; }
QPushButton[look="danger"] { color: $danger; }
QPushButton[look="danger"]:hover { background: $danger_tint; color: $ink; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; }
QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:pressed, QPushButton[look="quiet"]:checked { background: $chosen; }
QPushButton[look="quiet"]:focus { border: 2px solid $focus; }
QToolButton { background: transparent; color: $ink; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $chosen; }
QToolButton:focus { border: 2px solid $focus; padding: 3px; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
""")

_FIELDS = Template("""
QLineEdit, QAbstractSpinBox, QComboBox { background: $page; color: $ink; border: 1px solid $field_line;
  border-radius: 6px; padding: 3px 8px; min-height: 20px;
  selection-background-color: $selection; selection-color: $ink; }
QPlainTextEdit, QTextEdit { background: $page; color: $ink; border: 1px solid $field_line; border-radius: 6px;
  padding: 2px 8px; selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: 2px 7px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 1px 7px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
  color: $faint; background: transparent; border-color: $line; }
QLineEdit[missing="true"], QComboBox[missing="true"], QAbstractSpinBox[missing="true"], QPlainTextEdit[missing="true"] {
  border-color: $missing; }
QLineEdit[look="bare"] { border-color: transparent; background: transparent; }
QLineEdit[look="bare"]:hover { background: $hover; }
QLineEdit[look="bare"]:focus { border-color: $focus; background: $page; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; min-height: 0; }
QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 20px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/$name/down.svg); width: 14px; height: 14px; }
QComboBox { combobox-popup: 0; }
QComboBox[editable="false"] { padding-left: 10px; }
QComboBox[editable="false"]:focus { padding-left: 9px; }
QComboBox QAbstractItemView { background: $page; border: 1px solid $field_line; padding: 4px; }
QAbstractSpinBox { padding: 3px 18px 3px 0; min-height: 17px; }
QAbstractSpinBox:focus { padding: 2px 17px 2px 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(:/$name/up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/$name/down.svg); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
  width: 14px; height: 14px; border: 1px solid $muted; background: $page; }
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  background: $focus; border-color: $focus; image: url(:/$name/check.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $focus; border-color: $focus; image: url(:/$name/minus.svg); }
QRadioButton::indicator:checked { background: $focus; border-color: $focus; image: url(:/$name/dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $chosen; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $chosen; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $focus; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $page;
  border: 1px solid $muted; }
QSlider::handle:horizontal:focus { border: 2px solid $focus; }
QProgressBar { border: none; border-radius: 2px; background: $chosen; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { border-radius: 2px; background: $focus; }
""")

_LISTS = Template("""
QAbstractItemView { background: transparent; color: $ink; border: none; outline: none;
  selection-background-color: $chosen; selection-color: $ink; alternate-background-color: transparent; }
QAbstractItemView::item { padding: 4px 8px; border: none; min-height: 18px; }
QListView::item { border-radius: 6px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $chosen; color: $ink; }
QAbstractItemView::item:disabled { color: $faint; }
QTableView { gridline-color: $line; }
QTreeView::branch { background: transparent; }
QHeaderView { background: transparent; border: none; qproperty-defaultAlignment: 129; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 4px 8px; font-weight: 600; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::down-arrow { image: url(:/$name/down.svg); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url(:/$name/up.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $muted; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
""")

_FRAMES = Template("""
QToolTip { background: $page; color: $ink; border: 1px solid $field_line; padding: 4px 8px; }
QMenuBar { background: $panel; color: $ink; border-bottom: 1px solid $line; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 6px; }
QMenuBar::item:selected { background: $chosen; }
QMenu { background: $page; color: $ink; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url(:/$name/tick.svg); }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 8px; margin: 0 4px; border: 2px solid transparent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $brand; }
QTabBar:focus { border: none; }
QTabBar::tab:selected:focus { border: 2px solid $focus; border-radius: 4px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $focus; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QGroupBox { border: none; border-top: 1px solid $line; margin-top: 20px; padding-top: 8px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; color: $muted; }
QStatusBar { background: $panel; color: $muted; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="missing"] { color: $missing; }
QLabel[look="danger"] { color: $danger; }
QLabel[look="brand"] { color: $brand; }
""")


def sheet(colours: Colours, focus_hover: str) -> str:
    """The style sheet for these colours; `focus_hover` is the ground of the main button under the mouse."""
    roles = {
        field.name: str(getattr(colours, field.name)) for field in fields(colours) if field.name != "recipe"
    }
    parts = (_BUTTONS, _FIELDS, _LISTS, _FRAMES)
    return "".join(part.substitute(roles, focus_hover=focus_hover) for part in parts)
