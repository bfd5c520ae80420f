using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Opaque awaits whose value is the handler's result: converted, chosen, in a try, behind an await of another sort.
[Case]
public partial class OpaqueTails(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        string failed;
        try
        {
            failed = $"{await Fails(n)}";
        }
        catch (InvalidOperationException e)
        {
            failed = e.Message;
        }

        return $"{await Converted(n)} {await Chosen(n)} {await Caught(n)} {await Nested(n)} {await Disposed(n)} {failed} {await Coalesced(n)} {await Selected(n)}";
    }

    [Chainable]
    private async Task<long> Converted(int n) => await Local.Twice(n);

    [Chainable]
    private async Task<int> Chosen(int n) => n > 1 ? await Local.Twice(n) : await probe.Add(n, 1);

    [Chainable]
    private async Task<int> Caught(int n)
    {
        try
        {
            return n > 1 ? await Local.Boom("caught") : await Local.Twice(n);
        }
        catch (InvalidOperationException e)
        {
            journal.Log(e.Message);
            return await Local.Twice(-n);
        }
    }

    [Chainable]
    private async Task<int> Nested(int n)
    {
        return await Local.Twice(await probe.Add(n, await Local.Twice(n)));
    }

    [Chainable]
    private async Task<string> Disposed(int n)
    {
        using (new OpaqueTailsResource(journal))
        {
            return await Local.Upper($"d{n}").Inline();
        }
    }

    [Chainable]
    private async Task<int> Fails(int n)
    {
        journal.Log("fails");
        return await Local.Boom("opaque");
    }

    [Chainable]
    private async Task<string> Coalesced(int n) => await probe.Maybe(n > 1 ? "m" : null) ?? await Local.Upper("c");

    [Chainable]
    private async Task<string> Selected(int n)
    {
        foreach (var x in new[] { 1, 2, 3 })
        {
            if (x > n)
            {
                return await Local.Upper($"x{x}");
            }
        }

        return n switch { 3 => await Local.Upper("three"), _ => await probe.Echo("never") };
    }
}

public sealed class OpaqueTailsResource(Journal journal) : IDisposable
{
    public void Dispose() => journal.Log("disposed");
}
