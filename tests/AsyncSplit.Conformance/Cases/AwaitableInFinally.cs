using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits of what is no task, with and without a value, inside a try block whose finally block awaits.
[Case]
public partial class AwaitableInFinally(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = "";
        try
        {
            await Task.FromException(new TimeoutException("never seen")).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            text += await Local.Twice(n).ConfigureAwait(n > 5);
            if (n == 2)
            {
                return text + await Local.Upper("early").ConfigureAwait(n > 5);
            }

            await Local.Boom($"boom {n}").ConfigureAwait(n > 5);
        }
        catch (InvalidOperationException e) when (n == 3)
        {
            text += e.Message;
        }
        catch (InvalidOperationException e)
        {
            journal.Log(e.Message);
            text += await probe.Echo("caught");
        }
        finally
        {
            await probe.Note($"finally {text}");
        }

        return text;
    }
}
