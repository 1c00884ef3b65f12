"""Why an organisation looks for a criterion: who said the work needs it, and the incidents behind it."""
