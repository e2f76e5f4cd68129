#include "probe.h"
#include <datetime.h>

static PyObject *date(PyObject *Py_UNUSED(self), PyObject *args) {
  int year, month, day;
  return PyArg_ParseTuple(args, "iii", &year, &month, &day) ? PyDate_FromDate(year, month, day) : NULL;
}

static PyObject *date_of_type(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *type;
  int year, month, day;
  if (!PyArg_ParseTuple(args, "Oiii", &type, &year, &month, &day)) return NULL;
  return PyDateTimeAPI->Date_FromDate(year, month, day, type);
}

static PyObject *date_parts(PyObject *Py_UNUSED(self), PyObject *o) {
  return Py_BuildValue("(iii)", PyDateTime_GET_YEAR(o), PyDateTime_GET_MONTH(o), PyDateTime_GET_DAY(o));
}

/* Without fold by the function that has none. */
static PyObject *datetime(PyObject *Py_UNUSED(self), PyObject *args) {
  int at[8];
  if (!PyArg_ParseTuple(args, "iiiiiiii", &at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6], &at[7])) return NULL;
  if (at[7] == 0) return PyDateTime_FromDateAndTime(at[0], at[1], at[2], at[3], at[4], at[5], at[6]);
  return PyDateTime_FromDateAndTimeAndFold(at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]);
}

static PyObject *datetime_parts(PyObject *Py_UNUSED(self), PyObject *o) {
  return Py_BuildValue("(iiiiiiii)", PyDateTime_GET_YEAR(o), PyDateTime_GET_MONTH(o), PyDateTime_GET_DAY(o),
                       PyDateTime_DATE_GET_HOUR(o), PyDateTime_DATE_GET_MINUTE(o), PyDateTime_DATE_GET_SECOND(o),
                       PyDateTime_DATE_GET_MICROSECOND(o), PyDateTime_DATE_GET_FOLD(o));
}

static PyObject *time_of(PyObject *Py_UNUSED(self), PyObject *args) {
  int hour, minute, second, microsecond, fold;
  if (!PyArg_ParseTuple(args, "iiiii", &hour, &minute, &second, &microsecond, &fold)) return NULL;
  if (fold == 0) return PyTime_FromTime(hour, minute, second, microsecond);
  return PyTime_FromTimeAndFold(hour, minute, second, microsecond, fold);
}

static PyObject *time_parts(PyObject *Py_UNUSED(self), PyObject *o) {
  return Py_BuildValue("(iiiii)", PyDateTime_TIME_GET_HOUR(o), PyDateTime_TIME_GET_MINUTE(o), PyDateTime_TIME_GET_SECOND(o),
                       PyDateTime_TIME_GET_MICROSECOND(o), PyDateTime_TIME_GET_FOLD(o));
}

static PyObject *delta(PyObject *Py_UNUSED(self), PyObject *args) {
  int days, seconds, microseconds;
  return PyArg_ParseTuple(args, "iii", &days, &seconds, &microseconds) ? PyDelta_FromDSU(days, seconds, microseconds) : NULL;
}

static PyObject *delta_parts(PyObject *Py_UNUSED(self), PyObject *o) {
  return Py_BuildValue("(iii)", PyDateTime_DELTA_GET_DAYS(o), PyDateTime_DELTA_GET_SECONDS(o),
                       PyDateTime_DELTA_GET_MICROSECONDS(o));
}

/* What the object passes as, joined by ", ". */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *o) {
  const struct {
    const char *name;
    int is, is_exactly;
  } all[] = {
    {"date", PyDate_Check(o), PyDate_CheckExact(o)},    {"datetime", PyDateTime_Check(o), PyDateTime_CheckExact(o)},
    {"time", PyTime_Check(o), PyTime_CheckExact(o)},    {"delta", PyDelta_Check(o), PyDelta_CheckExact(o)},
    {"tzinfo", PyTZInfo_Check(o), PyTZInfo_CheckExact(o)},
  };
  char text[128] = "";
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (!all[i].is && !all[i].is_exactly) continue;
    size_t length = strlen(text);
    snprintf(text + length, sizeof text - length, "%s%s%s", length > 0 ? ", " : "", all[i].name, all[i].is_exactly ? " exact" : "");
  }
  return PyUnicode_FromString(text);
}

static PyObject *utc(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *zone = PyDateTime_TimeZone_UTC;
  Py_INCREF(zone);
  return zone;
}

static PyObject *is_utc_of_host(PyObject *Py_UNUSED(self), PyObject *zone) {
  PyObject *module = PyImport_ImportModule("datetime");
  PyObject *type = module == NULL ? NULL : PyObject_GetAttrString(module, "timezone");
  PyObject *other = type == NULL ? NULL : PyObject_GetAttrString(type, "utc");
  int same = other == zone;
  Py_XDECREF(module);
  Py_XDECREF(type);
  Py_XDECREF(other);
  return other == NULL ? NULL : PyBool_FromLong(same);
}

static PyObject *zone(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *offset, *name;
  if (!PyArg_ParseTuple(args, "OO", &offset, &name)) return NULL;
  return name == Py_None ? PyTimeZone_FromOffset(offset) : PyTimeZone_FromOffsetAndName(offset, name);
}

/* The time zones that the macros read of a datetime and a time that have the given one, or none. */
static PyObject *with_zone(PyObject *Py_UNUSED(self), PyObject *zone_of_both) {
  PyObject *moment = PyDateTimeAPI->DateTime_FromDateAndTime(2024, 1, 1, 0, 0, 0, 0, zone_of_both, PyDateTimeAPI->DateTimeType);
  PyObject *hour = PyDateTimeAPI->Time_FromTime(1, 0, 0, 0, zone_of_both, PyDateTimeAPI->TimeType), *answer = NULL;
  if (moment != NULL && hour != NULL)
    answer = Py_BuildValue("(OO)", PyDateTime_DATE_GET_TZINFO(moment), PyDateTime_TIME_GET_TZINFO(hour));
  Py_XDECREF(moment);
  Py_XDECREF(hour);
  return answer;
}

static PyObject *from_timestamp(PyObject *Py_UNUSED(self), PyObject *args) { return PyDateTime_FromTimestamp(args); }
static PyObject *date_from_timestamp(PyObject *Py_UNUSED(self), PyObject *args) { return PyDate_FromTimestamp(args); }

static PyObject *type_of(PyObject *Py_UNUSED(self), PyObject *name) {
  PyTypeObject *type = PyUnicode_CompareWithASCIIString(name, "date") == 0 ? PyDateTimeAPI->DateType : PyDateTimeAPI->TimeType;
  Py_INCREF(type);
  return (PyObject *)type;
}

static int import_datetime(PyObject *Py_UNUSED(module)) {
  PyDateTime_IMPORT;
  return PyDateTimeAPI == NULL ? -1 : 0;
}

PROBE_MODULE_WITH(import_datetime, PROBE_VARARGS(date), PROBE_VARARGS(date_of_type), PROBE_O(date_parts),
                  PROBE_VARARGS(datetime), PROBE_O(datetime_parts), {"time", time_of, METH_VARARGS, NULL}, PROBE_O(time_parts),
                  PROBE_VARARGS(delta), PROBE_O(delta_parts), PROBE_O(checks), PROBE_NOARGS(utc), PROBE_O(is_utc_of_host),
                  PROBE_VARARGS(zone), PROBE_O(with_zone), PROBE_O(from_timestamp), PROBE_O(date_from_timestamp),
                  PROBE_O(type_of))
