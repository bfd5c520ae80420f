using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Catch blocks with awaits in catch blocks, that rethrow their own exceptions.
[Case]
public partial class NestedCatches(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            try
            {
                await probe.Fail("custom", "one");
            }
            catch (ProbeException first) when (Log($"filter {first.Code}"))
            {
                try
                {
                    await probe.Fail(n == 1 ? "none" : "invalid", "two");
                    if (n == 1)
                        throw;
                }
                catch (InvalidOperationException second)
                {
                    await probe.Note(second.Message + first.Message);
                    if (n == 2)
                        throw;
                    try
                    {
                        throw new TimeoutException("three", second);
                    }
                    catch (TimeoutException) when (n == 5)
                    {
                        await probe.Note("three");
                        throw;
                    }
                }
                finally
                {
                    journal.Log("finally " + first.Message);
                }
                throw;
            }
        }
        catch (Exception e)
        {
            await probe.Note("outer");
            return $"{e.GetType().Name} {e.Message} {e.InnerException?.Message}";
        }
        return "";
    }

    private bool Log(string s)
    {
        journal.Log(s);
        return true;
    }
}
