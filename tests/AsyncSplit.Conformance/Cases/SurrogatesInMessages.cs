using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Messages of exceptions that have no UTF-8 form, through calls and catch blocks.
[Case]
public partial class SurrogatesInMessages(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["\ud83d"], ["a\ude00b"], ["\ud83d\ude00"]];

    [Chainable]
    public async Task<string> Run(string half)
    {
        try
        {
            await probe.Fail("custom", half);
        }
        catch (ProbeException e)
        {
            await probe.Note("caught");
            journal.Log(e.Message);
        }

        try
        {
            await Local.Boom("x" + half);
        }
        catch (InvalidOperationException e) when (e.Message.EndsWith(half, StringComparison.Ordinal))
        {
            journal.Log(e.Message + await probe.Is(true));
        }

        await probe.Note("end");
        throw new ArgumentException(half, "half");
    }
}
