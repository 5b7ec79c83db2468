import t from 'tap';
import { ScanError, parseProtocol } from '../../tools/scanner/parse.js';

const wrap = (body: string, version = 3): string =>
  `<?xml version="1.0"?>\n<protocol name="p">\n<interface name="i" version="${version}">\n${body}\n</interface>\n</protocol>`;

t.test('every attribute of a message and its arguments arrives', async (t) => {
  const { interfaces } = parseProtocol(
    wrap(`<request name="make" since="2" type="destructor">
      <arg name="id" type="new_id" interface="j"/>
      <arg name="parent" type="object" interface="i" allow-null="true"/>
      <arg name="any" type="new_id"/>
      <arg name="title" type="string" allow-null="true"/>
      <arg name="mode" type="uint" enum="i.mode"/>
      <arg name="fd" type="fd"/>
    </request>`),
    'p.xml',
  );
  t.same(interfaces[0]?.requests[0], {
    name: 'make',
    since: 2,
    destructor: true,
    args: [
      { name: 'id', type: 'new_id', interface: 'j' },
      { name: 'parent', type: 'object', interface: 'i', nullable: true },
      { name: 'any', type: 'new_id' },
      { name: 'title', type: 'string', nullable: true },
      { name: 'mode', type: 'uint', enum: 'i.mode' },
      { name: 'fd', type: 'fd' },
    ],
  });
});

t.test('values of enums are decimal, hexadecimal, negative or shifts', async (t) => {
  const { interfaces } = parseProtocol(
    wrap(`<enum name="e" bitfield="true"><entry name="a" value="7"/><entry name="b" value="0x1F"/>
      <entry name="c" value="-1"/><entry name="90" value="1 &lt;&lt; 4"/></enum>`),
    'p.xml',
  );
  t.same(interfaces[0]?.enums, [{ name: 'e', bitfield: true, entries: { a: 7, b: 31, c: -1, 90: 16 } }]);
});

t.test('prose and copyright are passed over', async (t) => {
  const prose = '<description summary="s">Text with &lt;angles&gt;.</description>';
  const full = wrap(`${prose}<event name="e">${prose}</event>`).replace(
    '<interface',
    '<copyright>c</copyright><interface',
  );
  t.same(parseProtocol(full, 'p.xml'), parseProtocol(wrap('<event name="e"/>'), 'p.xml'));
});

t.test('a fault names file, line and reason', async (t) => {
  const faults: readonly (readonly [string, RegExp])[] = [
    ['<request name="r"><arg name="a" type="float"/></request>', /p\.xml:4: unknown argument type float/],
    ['<request name="r" since="4"/>', /p\.xml:4: i\.r is since 4, the interface has 3/],
    ['<request name="r" since="two"/>', /p\.xml:4: since="two" is not a number/],
    ['<request/>', /p\.xml:4: <request> has no name/],
    ['<arg name="a" type="int"/>', /p\.xml:4: <arg> outside of a message/],
    ['<entry name="a" value="1"/>', /p\.xml:4: <entry> outside of an enum/],
    ['<request name="r"><arg name="a" type="int" allow-null="true"/></request>', /allow-null on an argument/],
    ['<wish name="w"/>', /p\.xml:4: unknown element <wish>/],
  ];
  for (const [body, reason] of faults) t.throws(() => parseProtocol(wrap(body), 'p.xml'), reason, body);
  t.throws(() => parseProtocol('<protocol name="p">', 'p.xml'), ScanError, 'not closed');
  t.throws(() => parseProtocol('', 'p.xml'), ScanError, 'nothing');
});
