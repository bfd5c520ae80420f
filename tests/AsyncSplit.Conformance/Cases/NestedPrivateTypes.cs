using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers in nested classes of several levels, with private types in their state.
[Case]
public partial class NestedPrivateTypes(NestedPrivateTypes.Middle.Inner inner, IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        return await inner.Work(n) + await probe.Echo("x");
    }

    public partial class Middle
    {
        public sealed partial class Inner(IProbe probe)
        {
            private enum Kind
            {
                None, Some
            }
            private readonly record struct Pair(int A, Kind B);

            [Chainable]
            public async Task<string> Work(int n)
            {
                var pair = new Pair(n, Kind.Some);
                var x = await probe.Add(pair.A, 1);
                return $"{pair} {x} " + await Deep(Kind.Some);
            }

            [Chainable]
            private static async Task<string> Deep(Kind kind)
            {
                await Task.Yield();
                return kind.ToString();
            }
        }
    }
}
