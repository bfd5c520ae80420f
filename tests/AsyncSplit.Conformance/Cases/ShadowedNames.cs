using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// The same names in sibling scopes, lambdas, local functions, patterns and queries.
[Case]
public partial class ShadowedNames(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        {
            var x = n;
            log += await probe.Echo($"{x}");
        }
        {
            var x = "s";
            await probe.Note(x);
            log += x;
        }
        for (var x = 0; x < 2; x++)
        {
            var y = x;
            log += await probe.Add(x, y);
        }
        for (var x = 5L; x < 7; x++)
        {
            var y = x + 1;
            log += await probe.Square(y);
        }
        foreach (var x in new[] { 'a', 'b' })
        {
            await probe.Note($"{x}");
            log += x;
        }
        if (await probe.Maybe("m") is { } x1)
        {
            var y = x1;
            log += y;
        }
        else
        {
            var y = 4;
            log += y;
        }
        Func<int, int> f = x => x + 1;
        log += f(3) + await probe.Add(1, 1);
        int Local(int x)
        {
            var y = x;
            return y;
        }
        log += Local(await probe.Add(2, n));
        log += string.Join("", from x in new[] { 1, 2 } select x) + await probe.Echo("q");
        try
        {
            await probe.Fail("custom", "x");
        }
        catch (ProbeException x) { await probe.Note("c"); log += x.Message; }
        switch (n)
        {
            case 1:
                {
                    var x = 'k';
                    log += await probe.Echo($"{x}");
                    break;
                }
            default:
                {
                    var x = 1.5m;
                    log += await probe.Echo($"{x}");
                    break;
                }
        }
        using (var x = new StringReader("reader"))
        {
            log += x.ReadLine();
        }
        return log + await probe.Echo("end");
    }
}
