using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Extension properties and methods, static ones too, of awaited values.
[Case]
public partial class ExtensionMembers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var s = await probe.Echo("abc");
        var t = s.Doubled + s.Times(await probe.Add(1, n)) + string.Empties(await probe.Add(1, 1));
        return t + await probe.Echo(s.Doubled);
    }
}

public static class ExtensionMembersE
{
    extension(string s)
    {
        public string Doubled => s + s;

        public string Times(int k) => string.Concat(Enumerable.Repeat(s, k));
    }

    extension(string)
    {
        public static string Empties(int k) => new string ('_', k);
    }
}
