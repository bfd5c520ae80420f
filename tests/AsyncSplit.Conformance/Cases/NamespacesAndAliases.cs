using AsyncSplit;
using Pair = (int A, string B);
using static Conformance.Cases.Deep.Tools;

namespace Conformance.Cases
{
    using Map = System.Collections.Generic.Dictionary<string, Deep.Item?>;

    namespace Deep
    {
        using T = Conformance.Cases.Deep.Tools;

        // A class in nested namespaces, with aliases and static usings at each level.
        [Case]
        public partial class NamespacesAndAliases(IProbe probe)
        {
            public static IEnumerable<object?[]> Inputs => [[1], [2]];

            [Chainable]
            public async Task<string> Run(int n)
            {
                Pair pair = (n, "b");
                var map = new Map { ["x"] = new(n), ["y"] = null };
                await probe.Note("a");
                pair.A += Twice(await probe.Add(n, 1)) + T.Twice(1);
                return $"{pair.A} {pair.B} {map["x"]!.N} {map["y"] is null}";
            }
        }

        public sealed record Item(int N);

        public static class Tools
        {
            public static int Twice(int x) => 2 * x;
        }
    }
}
