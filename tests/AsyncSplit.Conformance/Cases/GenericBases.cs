using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers declared in generic base classes, on the closed types that are derived from them.
[Case]
public partial class GenericBases(GenericBasesNumbers numbers, GenericBasesTexts texts)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n) => $"{await numbers.Twice(n)} {await texts.Twice($"{n}")} {await texts.Count(n)} {await numbers.Both(n, n + 1)}";
}

public abstract partial class GenericBasesOf<T>(IProbe probe)
{
    protected IProbe Probe => probe;

    [Chainable]
    public async Task<string> Twice(T item)
    {
        await probe.Note($"{item}");
        var first = await Format(item);
        return first + await Format(item);
    }

    [Chainable]
    public async Task<int> Count(int n) => await probe.Add(n, typeof(T).Name.Length) + n;

    [Chainable]
    protected abstract Task<string> Format(T item);
}

public partial class GenericBasesNumbers(IProbe probe) : GenericBasesOf<int>(probe)
{
    [Chainable]
    protected override async Task<string> Format(int item) => $"n{await Probe.Add(item, 1)}";

    [Chainable]
    public async Task<List<int>> Both(int a, int b) => [await Probe.Add(a, b), (await Twice(a)).Length];
}

public partial class GenericBasesTexts(IProbe probe) : GenericBasesOf<string>(probe)
{
    [Chainable]
    protected override async Task<string> Format(string item) => $"t{await Probe.Echo(item)}";
}
