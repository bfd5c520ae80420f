using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that a try block with an awaiting finally block assigns, read behind it.
[Case]
public partial class FinallyAwaitAssigns(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int x, y;
        string z;
        try
        {
            x = await probe.Add(n, 1);
            y = 2;
        }
        finally
        {
            await probe.Note("f");
            z = await probe.Echo("z");
        }
        int w;
        try
        {
            w = n;
        }
        catch (InvalidOperationException) { w = 7; throw; }
        finally { await probe.Note("g"); }
        return $"{x} {y} {z} {w}";
    }
}
