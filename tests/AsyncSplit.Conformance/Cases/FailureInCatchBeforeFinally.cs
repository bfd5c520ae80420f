using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits that fail in a catch block with a finally block behind it, and nothing else around: that still runs.
[Case]
public partial class FailureInCatchBeforeFinally(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["none"], ["invalid"], ["custom"]];

    [Chainable]
    public async Task<int> Run(string kind)
    {
        try
        {
            journal.Log("try");
            await probe.Fail("timeout", "first");
        }
        catch (TimeoutException e)
        {
            journal.Log(e.Message);
            await probe.Fail(kind, "second");
            journal.Log("handled");
        }
        finally
        {
            journal.Log("finally");
        }

        return await probe.Add(1, 2);
    }
}
