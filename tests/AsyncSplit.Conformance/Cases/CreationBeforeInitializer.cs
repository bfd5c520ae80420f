using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Objects whose creation can fail, with awaits in their initializers: they are created before those, however that is written.
[Case]
public partial class CreationBeforeInitializer(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            var body = new CreationBeforeInitializerBody(n) { A = await probe.Add(n, 1), B = await probe.Add(n, 2) };
            var start = new CreationBeforeInitializerStart(n) { A = await probe.Add(n, 3) };
            var derived = new CreationBeforeInitializerDerived(n) { A = await probe.Add(n, 4), C = n };
            return $"{body.A} {body.B} {start.A} {derived.A} {derived.C} {body.N + start.N + derived.N}";
        }
        catch (ArgumentOutOfRangeException e)
        {
            journal.Log(e.ParamName!);
            return await probe.Echo("caught");
        }
    }
}

public class CreationBeforeInitializerBody
{
    public CreationBeforeInitializerBody(int n)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(n, 1, "body");
        N = n;
    }

    public int N { get; }

    public int A { get; set; }

    public int B { get; set; }
}

public class CreationBeforeInitializerStart(int n)
{
    public int N { get; } = n == 2 ? throw new ArgumentOutOfRangeException("start") : n;

    public int A { get; set; }
}

public class CreationBeforeInitializerDerived(int n) : CreationBeforeInitializerBody(n == 3 ? throw new ArgumentOutOfRangeException("base") : n)
{
    public int C { get; set; }
}
