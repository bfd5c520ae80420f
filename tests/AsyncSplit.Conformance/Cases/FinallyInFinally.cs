using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits inside several try blocks with finally blocks, in their bodies and catch blocks: each finally block runs once, when control leaves.
[Case]
public partial class FinallyInFinally(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["none"], ["invalid"], ["custom"]];

    [Chainable]
    public async Task<int> Run(string kind)
    {
        var sum = 0;
        try
        {
            try
            {
                sum += await probe.Fail(kind, "inner");
                sum += await probe.Add(sum, 1);
            }
            catch (InvalidOperationException e)
            {
                sum += await probe.Add(e.Message.Length, 10);
                journal.Log("handled");
            }
            finally
            {
                journal.Log($"inner {sum}");
            }

            sum += await probe.Add(sum, 100);
        }
        finally
        {
            journal.Log($"outer {sum}");
        }

        return sum;
    }
}
