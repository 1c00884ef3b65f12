"""Measures: numbers an organisation already has, such as complaints or repeat customers, beside the criteria."""
