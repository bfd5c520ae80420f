using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Tasks that are returned from inside try statements without being awaited there: what they throw later is not caught.
[Case]
public partial class ForwardedFromTry(Journal journal, IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            return $"{await Guarded(n)} {await Finished(n)} {await Locked(n)}";
        }
        catch (Exception e)
        {
            await probe.Note("outside");
            return $"{e.GetType().Name} {e.Message}";
        }
    }

    [Chainable]
    public Task<int> Guarded(int n)
    {
        try
        {
            Check(n);
            if (n == 1)
            {
                return Local.Boom("later");
            }

            return Fails(n);
        }
        catch (InvalidOperationException e)
        {
            journal.Log($"caught {e.Message}");
            return probe.Add(n, 7);
        }
    }

    [Chainable]
    public Task<int> Finished(int n)
    {
        try
        {
            return n == 3 ? Local.Boom("three") : Local.Twice(n);
        }
        finally
        {
            journal.Log("finally");
        }
    }

    [Chainable]
    public Task<int> Locked(int n)
    {
        lock (journal)
        {
            journal.Log("locked");
            return Task.FromResult(n);
        }
    }

    [Chainable]
    private async Task<int> Fails(int n) => await probe.Fail(n == 2 ? "invalid" : "none", "callee");

    private void Check(int n)
    {
        journal.Log($"check {n}");
        if (n == 4)
        {
            throw new InvalidOperationException("check");
        }
    }
}
