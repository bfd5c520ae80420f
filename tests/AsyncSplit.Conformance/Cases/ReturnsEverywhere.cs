using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Returns from loops, switches, using, lock, checked, nested try blocks and lambdas beside awaits.
[Case]
public partial class ReturnsEverywhere(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var gate = new List<int>();
        await probe.Note("a");
        foreach (var i in new[] { 0, 1 })
        {
            using (var r = new StringReader("using"))
            {
                if (n == 0)
                    return r.ReadToEnd();
            }
            lock (gate)
            {
                if (n == 1)
                    return "lock";
            }
            checked
            {
                if (n == 2)
                {
                    await probe.Note("c");
                    return $"checked{i}";
                }
            }
            switch (n)
            {
                case 3:
                    return await probe.Echo("switch");
                case 4 when i == 1:
                    await probe.Note("four");
                    return "case";
                case 4:
                    break;
            }
            Func<int, string> f = k => { if (k > 0) return "lambda"; return "none"; };
            string G()
            {
                return f(n);
            }
            if (n == 5)
                return G();
            try
            {
                try
                {
                    if (n == 6)
                        return await probe.Echo("inner");
                }
                finally { journal.Log("f1"); }
                await probe.Note($"{i}");
            }
            finally { journal.Log("f2"); foreach (var z in "q") { if (z == 'q') break; } }
        }
        return await probe.Is(n > 5) ? "end" : throw new InvalidOperationException("end");
    }
}
