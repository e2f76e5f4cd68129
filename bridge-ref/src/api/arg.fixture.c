/*
 * Calls of PyArg_Parse..., Py_BuildValue and the formatting functions for arg.test.ts: `parse(format, mode, args,
 * keywords, names)` gives the C variables as a list (mode 0: a tuple, 1: one object, 2: with keywords); `build` and
 * `text` run the call of that number.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int conv(PyObject *o, void *at) { if (!PyLong_Check(o)) { if (PyUnicode_Check(o)) { PyErr_SetString(PyExc_ValueError,"conv"); } return 0; } *(int*)at = 7; return 1; }
static PyObject *show(const char *f, char *mem, Py_buffer *bufs, Py_ssize_t *lens) {
  PyObject *l = PyList_New(0); int n=0; char b[200];
  for (; *f && *f!=':' && *f!=';'; f++) {
    char *at = mem + 64*n; PyObject *o=NULL;
    if (strchr("|$()",*f)) continue;
    switch (*f) {
      case 'b': case 'B': o=PyLong_FromLong(*(unsigned char*)at); break;
      case 'h': o=PyLong_FromLong(*(short*)at); break;
      case 'H': o=PyLong_FromLong(*(unsigned short*)at); break;
      case 'i': o=PyLong_FromLong(*(int*)at); break;
      case 'I': o=PyLong_FromUnsignedLong(*(unsigned*)at); break;
      case 'l': o=PyLong_FromLong(*(long*)at); break;
      case 'k': o=PyLong_FromUnsignedLong(*(unsigned long*)at); break;
      case 'L': o=PyLong_FromLongLong(*(long long*)at); break;
      case 'K': o=PyLong_FromUnsignedLongLong(*(unsigned long long*)at); break;
      case 'n': o=PyLong_FromSsize_t(*(Py_ssize_t*)at); break;
      case 'f': o=PyFloat_FromDouble(*(float*)at); break;
      case 'd': o=PyFloat_FromDouble(*(double*)at); break;
      case 'D': o=PyComplex_FromCComplex(*(Py_complex*)at); break;
      case 'c': o=PyLong_FromLong(*(unsigned char*)at); break;
      case 'C': o=PyLong_FromLong(*(int*)at); break;
      case 'p': o=PyLong_FromLong(*(int*)at); break;
      case 'O': if (f[1]=='!') {f++; } else if (f[1]=='&'){f++; o=PyLong_FromLong(*(int*)at); break;} /* fall */
      case 'S': case 'U': case 'Y': o=*(PyObject**)at; if(!o) o=Py_None; Py_INCREF(o); break;
      case 'u': case 'Z': { wchar_t *w=*(wchar_t**)at; if(f[1]=='#'){f++; o= w? PyUnicode_FromWideChar(w,lens[n]):Py_NewRef(Py_None);} else o= w? PyUnicode_FromWideChar(w,-1):Py_NewRef(Py_None); break; }
      case 'e': { int t=f[1]=='t'; (void)t; f++; char *p=*(char**)at; if(f[1]=='#'){f++; o=p?PyBytes_FromStringAndSize(p,lens[n]):Py_NewRef(Py_None);} else o=p?PyBytes_FromString(p):Py_NewRef(Py_None); PyMem_Free(p); break; }
      case 's': case 'z': case 'y': case 'w':
        if (f[1]=='*') { f++; o = bufs[n].buf? PyBytes_FromStringAndSize(bufs[n].buf,bufs[n].len):Py_NewRef(Py_None); PyBuffer_Release(&bufs[n]); }
        else if (f[1]=='#') { f++; char*p=*(char**)at; o=p?PyBytes_FromStringAndSize(p,lens[n]):Py_NewRef(Py_None); }
        else { char*p=*(char**)at; o=p?PyBytes_FromString(p):Py_NewRef(Py_None);} break;
      default: snprintf(b,sizeof b,"?%c",*f); o=PyUnicode_FromString(b);
    }
    n++; if(!o) return NULL; PyList_Append(l,o); Py_DECREF(o);
  }
  return l;
}
static PyObject *parse(PyObject *self, PyObject *a) {
  const char *format = PyUnicode_AsUTF8(PyTuple_GET_ITEM(a,0)); int mode=PyLong_AsLong(PyTuple_GET_ITEM(a,1));
  PyObject *args=PyTuple_GET_ITEM(a,2), *kw=PyTuple_GET_ITEM(a,3), *names=PyTuple_GET_ITEM(a,4);
  static char mem[64*16]; static Py_buffer bufs[16]; static Py_ssize_t lens[16]; memset(mem,0,sizeof mem); memset(bufs,0,sizeof bufs); memset(lens,0,sizeof lens);
  void *v[24]; int k=0,n=0;
  for (const char *f=format; *f && *f!=':' && *f!=';'; f++) {
    if (strchr("|$()",*f)) continue;
    char *at=mem+64*n;
    if (*f=='e') { v[k++]="latin-1"; f++; v[k++]=at; if(f[1]=='#'){f++; v[k++]=&lens[n];} }
    else if (*f=='O' && f[1]=='!') { f++; v[k++]=&PyLong_Type; v[k++]=at; }
    else if (*f=='O' && f[1]=='&') { f++; v[k++]=conv; v[k++]=at; }
    else if (strchr("szyw",*f) && f[1]=='*') { f++; v[k++]=&bufs[n]; }
    else if (strchr("szyuZ",*f) && f[1]=='#') { f++; v[k++]=at; v[k++]=&lens[n]; }
    else v[k++]=at;
    n++;
  }
  char *kwn[17]; if (names!=Py_None) { int i; for(i=0;i<PyTuple_GET_SIZE(names);i++) kwn[i]=(char*)PyUnicode_AsUTF8(PyTuple_GET_ITEM(names,i)); kwn[i]=0; }
  int ok;
#define A v[0],v[1],v[2],v[3],v[4],v[5],v[6],v[7],v[8],v[9],v[10],v[11]
  if (mode==0) ok=PyArg_ParseTuple(args,format,A);
  else if (mode==1) ok=PyArg_Parse(PyTuple_GET_SIZE(args)?PyTuple_GET_ITEM(args,0):NULL,format,A);
  else ok=PyArg_ParseTupleAndKeywords(args,kw==Py_None?NULL:kw,format,kwn,A);
  if (!ok) return NULL;
  return show(format,mem,bufs,lens);
}
static PyObject *build(PyObject *self, PyObject *a) {
  switch (PyLong_AsLong(PyTuple_GET_ITEM(a,0))) {
    case 0: return Py_BuildValue("");
    case 1: return Py_BuildValue("i",5);
    case 2: return Py_BuildValue("(i)",5);
    case 3: return Py_BuildValue("ii",5,6);
    case 4: return Py_BuildValue("[i,s,(dd)]",5,"x",1.0,2.0);
    case 5: return Py_BuildValue("{s:i,s:O}","a",1,"b",Py_None);
    case 6: return Py_BuildValue("s#z#y#",  "abc",(Py_ssize_t)2,NULL,(Py_ssize_t)3,"de",(Py_ssize_t)1);
    case 7: return Py_BuildValue("u",L"h\u20ac");
    case 8: return Py_BuildValue("u#",L"hello",(Py_ssize_t)3);
    case 9: return Py_BuildValue("U#","abc",(Py_ssize_t)2);
    case 10: return Py_BuildValue("bBhHiIlkLKn",-1,255,-2,65535,-3,4000000000u,-5L,6UL,-7LL,18446744073709551615ULL,(Py_ssize_t)-9);
    case 11: return Py_BuildValue("cCp",'x',0x20ac,1);
    case 12: return Py_BuildValue("cC",'x',0x20ac);
    case 13: return Py_BuildValue("fd",1.5,2.5);
    case 14: { Py_complex c={1,2}; return Py_BuildValue("D",&c); }
    case 15: return Py_BuildValue("q",1);
    case 16: return Py_BuildValue("(i",1);
    case 17: return Py_BuildValue("{i}",1);
    case 18: return Py_BuildValue("O",NULL);
    case 19: return Py_BuildValue("i:i , i",1,2,3);
    case 20: return Py_BuildValue("[]");
    case 21: return Py_BuildValue("{}");
    case 22: return Py_BuildValue("()");
    case 23: return Py_BuildValue("s","\xff");
    case 24: return Py_BuildValue("C",0x110000);
    case 25: return Py_BuildValue("[i)",1);
    case 26: return Py_BuildValue("u",NULL);
    case 27: return Py_BuildValue("i)",1);
    case 28: return Py_BuildValue("H",70000);
    case 29: return Py_BuildValue("{s:i,s}","a",1,"b");
  }
  Py_RETURN_NONE;
}
static PyObject *fmt(PyObject *self, PyObject *a) {
  PyObject *o=PyTuple_GET_ITEM(a,1);
  switch (PyLong_AsLong(PyTuple_GET_ITEM(a,0))) {
    case 0: return PyUnicode_FromFormat("%% %c %d %u %ld %lu %zd %zu %i %x",0x20ac,-1,4000000000u,-5L,6UL,(Py_ssize_t)-7,(size_t)8,9,255);
    case 1: return PyUnicode_FromFormat("%lld %llu %lli %5d|%-5d|%05d|%.3d|%5.3d",-1LL,2ULL,3LL,4,5,6,7,8);
    case 2: return PyUnicode_FromFormat("%s %10s|%.2s|%10.2s|%-10s|","abc","def","ghi","jkl","mno");
    case 3: return PyUnicode_FromFormat("%A %U %V %V %S %R",o,o,o,"x",NULL,"h\xc3\xa9\xff",o,o);
    case 4: return PyUnicode_FromFormat("%10U|%.1U|%10.1R|%5S|%8V|",o,o,o,o,NULL,"ab");
    case 5: return PyUnicode_FromFormat("%q",1);
    case 6: return PyUnicode_FromFormat("%c",0x110000);
    case 7: return PyUnicode_FromFormat("%c",-1);
    case 8: return PyUnicode_FromFormat("abc%");
    case 9: return PyUnicode_FromFormat("%lx %zx %X",255L,(Py_ssize_t)255,255);
    case 10: return PyUnicode_FromFormat("%llx %o",255LL,8);
    case 11: return PyUnicode_FromFormat("%p",(void*)0x1234);
    case 12: return PyUnicode_FromFormat("\xe9 abc");
    case 13: return PyUnicode_FromFormat("%s","h\xc3\xa9\xff\xe2\x82");
    case 14: return PyUnicode_FromFormat("%.3s|%.4s","h\xc3\xa9\xe2\x82\xac","h\xc3\xa9\xe2\x82\xac");
    case 15: return PyBytes_FromFormat("%% %c %d %u %ld %lu %zd %zu %i %x %s %.2s",'A',-1,4000000000u,-5L,6UL,(Py_ssize_t)-7,(size_t)8,9,255,"\xffgh","xyz");
    case 16: return PyBytes_FromFormat("%p",(void*)0x1234);
    case 17: return PyBytes_FromFormat("%q rest %d",1);
    case 18: return PyBytes_FromFormat("%c",256);
    case 19: return PyBytes_FromFormat("%5d|%05d",1,2);
    case 20: return PyBytes_FromFormat("\xe9 abc");
    case 21: return PyUnicode_FromFormat("%08d %8x %+d",-5,10,3);
    case 23: return PyUnicode_FromFormat("%1000d",1);
    case 24: return PyUnicode_FromFormat("%i%%%i",1,2);
    case 25: PyErr_Format(PyExc_ValueError,"%s: %R",  "x", o); return NULL;
    case 26: return PyUnicode_FromFormat("%s",NULL==o?"":"");
    case 27: return PyBytes_FromFormat("%lld",5LL);
    case 28: return PyBytes_FromFormat("abc%");

    case 30: return PyUnicode_FromFormat("%99999999999999999999d",1);
    case 31: return PyUnicode_FromFormat("%010s|%0s","ab","c");
  }
  Py_RETURN_NONE;
}
static PyMethodDef m[]={{"parse",parse,METH_VARARGS,0},{"build",build,METH_VARARGS,0},{"text",fmt,METH_VARARGS,0},{0}};
static struct PyModuleDef d={PyModuleDef_HEAD_INIT,"fixture",0,-1,m};
PyMODINIT_FUNC PyInit_fixture(void){return PyModule_Create(&d);}
