-- What cannot be bound anew in place is dropped, and made again at the end of this step.
{% for view in binding.rebuilt | reverse %}
DROP {{ view.kind | upper }} {{ view.name }};
{% endfor %}
{% for routine in binding.routines if routine.by_row_type %}
DROP ROUTINE {{ routine.name }};
{% endfor %}
