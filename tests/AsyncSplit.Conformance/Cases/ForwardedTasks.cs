using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers that are not async: they compute, check their arguments and hand a task on.
[Case]
public partial class ForwardedTasks(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[-1], [0], [1], [2], [3], [4], [5], [6], [7], [8], [9]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        string one;
        try
        {
            one = $"{await Pick(n)} {await Short(n)}";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NullReferenceException or TaskCanceledException)
        {
            journal.Log($"caught {e.GetType().Name}");
            one = e is ArgumentException a ? a.ParamName ?? "" : "none";
        }

        await Quiet(n);
        return $"{one} {await Chosen(n)} {await Switched(n)} {await Opaque(n)}";
    }

    [Chainable]
    public Task<int> Short(int n) => probe.Add(n, 100);

    [Chainable]
    public Task<int> Pick(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var next = n + 1;
        journal.Log($"pick {next}");
        if (n == 0)
        {
            return Task.FromResult(next);
        }

        switch (n)
        {
            case 1:
                return probe.Add(next, Twice(n));
            case 2:
                return Task.FromException<int>(new InvalidOperationException("two"));
            case 3:
                return Local.Twice(next);
            case 4:
                return null!;
            case 5:
                return Task.FromCanceled<int>(new CancellationToken(true));
            case 6:
            {
                const int ten = 10;
                return Short(next + ten);
            }
            case 7:
                return (Pick(n - 6));
            case 8:
                throw new InvalidOperationException("eight");
            default:
                return Local.Boom("boom");
        }

        static int Twice(int x) => x * 2;
    }

    [Chainable]
    public Task<int> Chosen(int n) => n > 3 ? probe.Add(n, n) : n == 0 ? Task.FromResult(-1) : n < 0 ? throw new ProbeException("chosen") : Short(n);

    [Chainable]
    public Task<string> Switched(int n)
    {
        return n switch
        {
            1 => probe.Echo("one"),
            2 => Task.FromResult("two"),
            > 5 when n % 2 == 0 => probe.Echo($"even {n}"),
            _ => (n > 7 ? probe.Echo("many") : probe.Echo("few")),
        };
    }

    [Chainable]
    public Task Quiet(int n)
    {
        if (n > 5)
        {
            return Task.CompletedTask;
        }

        return n == 3 ? Local.Upper("x") : probe.Note($"quiet {n}");
    }

    [Chainable]
    public Task<int> Opaque(int n)
    {
        var task = Local.Twice(n);
        journal.Log("started");
        return task;
    }
}
