using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Started calls that fail: at their own await, in WhenAll, twice, around finally blocks, and never looked at.
[Case(UnorderedJournal = true)]
public partial class ForksAndExceptions(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = "";
        var good = probe.Add(n, 1);
        var bad = Fail(n, "bad");
        var worse = Fail(n, "worse");
        try
        {
            text += await bad;
        }
        catch (InvalidOperationException e)
        {
            text += $"[{e.Message} {bad.IsFaulted}]";
        }
        finally
        {
            text += await good;
        }

        var both = Task.WhenAll(bad, worse, good);
        try
        {
            text += string.Join(",", await both);
        }
        catch (Exception e)
        {
            text += $"[{e.GetType().Name} {e.Message} {string.Join("+", both.Exception!.InnerExceptions.Select(inner => inner.Message))}]";
        }

        try
        {
            await bad;
            journal.Log("no exception");
        }
        catch (Exception e) when (e.Message == "bad 1")
        {
            text += " again";
        }
        catch (Exception)
        {
            text += " other";
            if (n == 3)
            {
                throw;
            }
        }

        return text;
    }

    [Chainable]
    private async Task<int> Fail(int n, string message)
    {
        await probe.Note(message);
        return n == 0 ? n : throw new InvalidOperationException($"{message} {n}");
    }
}
