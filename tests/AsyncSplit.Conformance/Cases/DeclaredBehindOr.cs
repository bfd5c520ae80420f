using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Pattern and out variables that are declared in conditions around an await, behind ||, negations, ?: and ?., and used behind the condition.
[Case]
public partial class DeclaredBehindOr(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        object o = n == 0 ? 5 : n == 1 ? "" : "text" + n;
        var src = n == 3 ? null : o;
        DeclaredBehindOrBox box = new() { Text = src as string };
        return await Sub(box.Text, n) + await Sub2(box.Text, n) + await Sub3(box.Text, n) + await Sub4(box.Text, n) + await Sub5(box.Text, n);
    }

    [Chainable]
    public async Task<string> Sub(string? o, int n)
    {
        if (o is not string s || await probe.Is(s.Length == 0))
            return "no" + await probe.Echo("x");
        await probe.Note(s);
        return s;
    }

    [Chainable]
    public async Task<string> Sub2(string? o, int n)
    {
        if (!(o is string s && await probe.Is(s.Length > 0) && int.TryParse(s[^1..], out var k)))
        {
            await probe.Note("neg");
            return "2no";
        }
        else if (k > 2 || !(await probe.Is(k == 2) && o is { Length: var len }))
            return "k" + k;
        return s + k + await probe.Echo("e") + s + k;
    }

    [Chainable]
    public async Task<string> Sub3(string? o, int n)
    {
        var t = "";
        while (!(o is not string s || await probe.Is(s.Length > 8)))
        {
            t += s;
            o = s + "+";
            await probe.Note(s);
            if (s.Length == 7)
                continue;
            t += s.Length;
        }

        for (var i = 0; i < 3 && !(o is not string s || await probe.Is(s.Length > 9)); i++)
        {
            t += s;
            await probe.Note(s);
            o = s + "-";
        }

        return t;
    }

    [Chainable]
    public async Task<string> Sub4(string? o, int n)
    {
        var b = int.TryParse(o, out var k) || await probe.Is(k == 0);
        var c = (n > 1 ? await probe.Is(true) & int.TryParse("7", out var z) : int.TryParse("8", out z));
        string? v = o ?? (await probe.Echo("alt")).Id(out var q);
        q = "assigned";
        var r = o?.Concat(await probe.Echo("x"), out var w);
        w = r + "!";
        return $"{b}{k}{c}{z}{v}{q}{w}" + await probe.Echo("done") + w;
    }

    [Chainable]
    public async Task<string> Sub5(string? o, int n)
    {
        if (o?.Concat(await probe.Echo("y"), out var w) == "text2y")
            return "5" + w;
        if (n > 0 ? o is string s && await probe.Is(true) : (s = "zero") == await probe.Echo("zero"))
            return s + await probe.Echo("s") + s;
        return "5";
    }
}

public sealed class DeclaredBehindOrBox
{
    public string? Text { get; set; }
}

public static class DeclaredBehindOrExt
{
    public static string Id(this string s, out string q)
    {
        q = s;
        return s;
    }

    public static string Concat(this string s, string t, out string w)
    {
        w = s + t;
        return w;
    }
}
