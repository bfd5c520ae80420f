using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lifted functions of a static handler and of one with a base class, fields and a primary constructor.
[Case]
public partial class LiftedInStatic(LiftedInStaticOwn own)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n) => await LiftedInStaticHelper.Describe(n) + await LiftedInStaticHelper.Describe(n, "x") + await own.Describe(n);
}

public static partial class LiftedInStaticHelper
{
    [Chainable]
    public static async Task<string> Describe(int n)
    {
        return await Inner(2) + await Inner(n);

        async Task<string> Inner(int x)
        {
            await Task.Yield();
            return $"{x * n} ";
        }
    }

    [Chainable]
    public static async Task<string> Describe(int n, string name)
    {
        return await Inner(2) + await Inner(n);

        async Task<string> Inner(int x)
        {
            await Task.Delay(x);
            return await Describe(x) + name;
        }
    }
}

public abstract class LiftedInStaticBase
{
    protected string Prefix => "base";
}

public partial class LiftedInStaticOwn(IProbe probe, Journal journal) : LiftedInStaticBase
{
    private readonly string _suffix = "suffix";

    [Chainable]
    public async Task<string> Describe(int n)
    {
        return await Inner() + await this.Other(n);

        async Task<string> Inner()
        {
            journal.Log(_suffix);
            return await probe.Echo($"{Prefix}{n}{this._suffix}") + await Other(1);
        }
    }

    [Chainable]
    private async Task<int> Other(int x) => await probe.Add(x, _suffix.Length);
}
