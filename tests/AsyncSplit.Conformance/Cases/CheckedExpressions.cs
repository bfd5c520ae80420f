using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Initializers, conditions and short circuits in checked expressions.
[Case]
public partial class CheckedExpressions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2147483647]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        try
        {
            log += checked(new List<int> { n + await probe.Add(0, 1), n * 2 }).Count;
        }
        catch (OverflowException) { log += "a"; }
        try
        {
            log += checked(n + 1 > 0 && await probe.Is(true));
        }
        catch (OverflowException) { log += "b"; }
        try
        {
            log += checked(n > 0 && n + await probe.Add(0, 1) > 0);
        }
        catch (OverflowException) { log += "c"; }
        try
        {
            int? z = null;
            log += checked(z ?? n + await probe.Add(0, 1));
        }
        catch (OverflowException) { log += "d"; }
        try
        {
            var x = n;
            checked
            {
                x += await probe.Add(0, 1);
            }
            log += x;
        }
        catch (OverflowException) { log += "e"; }
        try
        {
            var x = new[] { n };
            checked(x[0] += await probe.Add(0, 1)).ToString();
            log += x[0];
        }
        catch (OverflowException) { log += "f"; }
        try
        {
            log += checked(n switch
            {
                > 1 => n + await probe.Add(0, 1),
                _ => 0
            });
        }
        catch (OverflowException) { log += "g"; }
        try
        {
            log += checked(Local.Twice(n + 1) is var t ? await Local.Twice(n + 1) : 0);
        }
        catch (OverflowException) { log += "h"; }
        return log;
    }
}
