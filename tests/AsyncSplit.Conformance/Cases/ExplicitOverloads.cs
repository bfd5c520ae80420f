using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Overloads and same-named members of several contracts, implemented explicitly by one class.
[Case]
public partial class ExplicitOverloads(IExplicitOverloadsOne one, IExplicitOverloadsTwo two)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n) => $"{await one.Work(n)} {await one.Work($"{n}")} {await two.Work(n)} {await two.Work(n, 2)} {await one.Forward(n)}";
}

public interface IExplicitOverloadsOne
{
    [Chainable] Task<string> Work(int n);

    [Chainable] Task<string> Work(string n);

    [Chainable] Task<string> Forward(int n);
}

public interface IExplicitOverloadsTwo
{
    [Chainable] Task<string> Work(int n);

    [Chainable] Task<string> Work(int n, int m = 1);
}

public partial class ExplicitOverloadsImpl(IProbe probe) : IExplicitOverloadsOne, IExplicitOverloadsTwo
{
    [Chainable]
    async Task<string> IExplicitOverloadsOne.Work(int n) => $"one{await probe.Add(n, 1)}{n}";

    [Chainable]
    async Task<string> IExplicitOverloadsOne.Work(string n) => $"text{await probe.Echo(n)}{n}";

    [Chainable]
    async Task<string> IExplicitOverloadsTwo.Work(int n) => $"two{await probe.Add(n, 2)}{n}";

    [Chainable]
    public async Task<string> Work(int n, int m) => $"three{await probe.Add(n, m)}{n}{m}";

    [Chainable]
    Task<string> IExplicitOverloadsOne.Forward(int n) => ((IExplicitOverloadsTwo)this).Work(n);
}
