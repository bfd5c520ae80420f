using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that are assigned in the scope of a resource and used behind it.
[Case]
public partial class UsingAndAssignment(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        string late;
        int count;
        using (var r = new UsingAndAssignmentR(log, "r"))
        {
            late = await probe.Echo("late");
            if (n == 1)
            {
                count = await probe.Add(1, 2);
            }
            else
            {
                count = 3;
            }

            log.Add(late);
        }

        using var s = new UsingAndAssignmentR(log, "s");
        string t;
        if (n > 1)
            t = late + await probe.Echo("t");
        else
            t = "e";
        var(x, y) = (await probe.Add(count, 1), t);
        const int K = 4;
        var z = x is> K and var big ? big : K;
        try
        {
            await probe.Fail(n == 2 ? "invalid" : "none", "m");
        }
        catch (InvalidOperationException e)
        {
            t += e.Message + s.Name;
            await probe.Note(t);
        }

        return late + count + string.Join(",", log) + t + x + y + z;
    }
}

public sealed record UsingAndAssignmentR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}
