using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Consumers;

/// <summary>Names and notations that generated code has to live with: each is split, and compiles.</summary>
public sealed class UnusualSourceTests
{
    [Theory]
    [InlineData("public async Task<int> GoAsync(int @class, string @event) { await Task.Delay(@class); return @event.Length; }", "keywords as names")]
    [InlineData("public async Task<int> GoAsync(int state, int resumed, int outcome, int step) { await Task.Delay(step); return state + resumed + outcome + step; }", "the generator's own names")]
    [InlineData("public async Task GoAsync() => await Task.Delay(1); private const int GoAsync_Start = 1, GoAsyncChain = 2; public static int Sum => GoAsync_Start + GoAsyncChain;", "members named like generated ones")]
    [InlineData("public async global::System.Threading.Tasks.Task<int> GoAsync(int n) { await global::System.Threading.Tasks.Task.Delay(n); return Task; } public int Task => 1;", "a member named like a framework type")]
    [InlineData("public async Task GoAsync(DayOfWeek e = (DayOfWeek)(-3), decimal d = 1.5m, double x = double.NaN, string s = \"a\\\"b\\n\", char c = '\\'', long? l = null, DateTime t = default, float f = float.PositiveInfinity) { await Task.Delay(1); Console.WriteLine((e, d, x, s, c, l, t, f)); }", "default values")]
    [InlineData("public async Task GoAsync() { }", "no await at all", "CS1998")]
    [InlineData("public async Task GoAsync(nint a, (int X, string? Y) t, int[,] m, int?[][] j) { await Task.Delay((int)a); Console.WriteLine((t.X, m[0, 0], j.Length)); }", "tuples and arrays of arrays")]
    [InlineData("protected async Task GoAsync() { await Task.Delay(1); Console.WriteLine(); } [Chainable] private async Task HAsync() { await GoAsync(); Console.WriteLine(); } [Chainable] private protected async Task IAsync() => await HAsync(); [Chainable] protected internal async Task JAsync() => await HAsync();", "every accessibility")]
    [InlineData("public async Task<int> GoAsync(string? s) { await Task.Delay(1); var x = s ?? throw new InvalidOperationException(); await Task.Delay(1); return x.Length; }", "throw expressions")]
    [InlineData("public async Task<int> GoAsync(int n) { var a = F(); await Task.Delay(n); return F() + a; int F() => G() + n; int G() => 1; }", "local functions that call each other")]
    [InlineData("public async Task<int> GoAsync(int n) { var a = 1; var l = new[] { 1, 2 }.Select(x => x + a + n).ToList(); await Task.Delay(n); return l.Sum(x => x + a); }", "lambdas that capture")]
    [InlineData("public async Task<int> GoAsync(int n) { await Task.Delay(n); { var index = n; await Task.Delay(index); } foreach (var index in new[] { 1 }) { await Task.Delay(index); } return n; }", "locals of one name in sibling scopes")]
    public void AHandlerWith(string handler, string what, params string[] ignored) => Compiles($"public partial class Orders {{ [Chainable] {handler} }}", what, ignored);

    [Theory]
    [InlineData("public sealed record TimeSpan(int N); public sealed record Exception(int N); public partial class Orders { [Chainable] public async Task<TimeSpan> GoAsync(TimeSpan t, Exception e) { await Task.Delay(t.N + e.N); return t; } }", "types named like the framework's")]
    [InlineData("namespace Shop.System { public sealed record Thing(int N); } namespace Shop { public partial class Orders { [Chainable] public async Task<System.Thing> GoAsync(System.Thing t) { await Task.Delay(t.N); return t; } } }", "a namespace named System")]
    [InlineData("using P = System.Collections.Generic.Dictionary<string, (int A, int B)>; using static System.Math; public partial class Orders { [Chainable] public async Task<int> GoAsync(P p) { await Task.Delay(1); return Max(p.Count, 1); } }", "aliases and static usings")]
    [InlineData("namespace A.B { using System.Text; using S = System.Text.StringBuilder; namespace C { public partial class Orders { [Chainable] public async Task<int> GoAsync() { await Task.Delay(1); return new S().Length + new StringBuilder().Length; } } } }", "usings inside namespaces")]
    [InlineData("public interface I { [Chainable] Task GoAsync(int n); } public partial class Orders : I { [Chainable] async Task I.GoAsync(int n) { await Task.Delay(n); Console.WriteLine(n); } }", "an explicit implementation")]
    [InlineData("public class Base { public int N() => 1; } public partial class Orders : Base { [Chainable] public async Task<int> GoAsync() { await Task.Delay(1); return base.N(); } }", "a call of the base class")]
    [InlineData("public interface I { [Chainable] Task<int> EqualsAsync(); [Chainable] Task<int> ToString(string s); } public partial class Orders(I i) { [Chainable] public async Task<int> GoAsync() => await i.ToString(\"\") + await i.EqualsAsync(); }", "a contract member named like one of every record")]
    [InlineData("#nullable disable\npublic partial class Orders { [Chainable] public async Task<string> GoAsync(string s, List<string> l) { await Task.Delay(1); return s + l.Count; } }", "no nullable context")]
    [InlineData("[Obsolete] public sealed record Old(int N);\n#pragma warning disable CS0612\npublic partial class Orders { [Chainable] public async Task GoAsync(Old o) { await Task.Delay(o.N); Console.WriteLine(o); } }", "obsolete types")]
    [InlineData("[Obsolete(\"old\", DiagnosticId = \"OLD1\")] public sealed record Old(int N);\n#pragma warning disable OLD1\npublic partial class Orders { [Chainable] public async Task<Old> GoAsync(Old o) { await Task.Delay(o.N); return o; } }", "obsolete types with an id of their own")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"EXP1\")] public sealed record New(int N, New? Next);\n#pragma warning disable EXP1\npublic partial class Orders { [Chainable] public async Task<New> GoAsync(List<New> o) { await Task.Delay(1); return o[0]; } }", "experimental types")]
    public void ASourceWith(string source, string what) => Compiles(source, what, []);

    [Theory]
    [InlineData("await Task.Delay(1);\n#if DEBUG\nConsole.WriteLine(1);\n#else\nConsole.WriteLine(2);\n#endif\n#region x\nConsole.WriteLine(3);\n#endregion\nreturn \"\";", "directives between statements")]
    [InlineData("await Task.Delay(1);\nif (n > 1)\n{\n#if DEBUG\nConsole.WriteLine(1);\n#endif\nConsole.WriteLine(2);\n}\nreturn \"\";", "directives inside a statement")]
    [InlineData("Console.WriteLine(await FAsync(\n#if DEBUG\n1,\n#else\n2,\n#endif\nn // comment\n));\nreturn \"\";", "directives among arguments")]
    [InlineData("var x = await FAsync(1, // one\n2 // two\n); // three\nreturn x; /* four */", "comments among arguments")]
    [InlineData("var t = $\"\"\"\n    a {n}\n    b\n    \"\"\" + await FAsync(n, 1) + \"\"\"\n    c\n      d\n    \"\"\";\nreturn t;", "raw strings over several lines")]
    public void ABodyWith(string body, string what) => Compiles($$"""
        public partial class Orders
        {
            [Chainable] public async Task<string> FAsync(int n, int m) { await Task.Delay(n + m); return "x"; }

            [Chainable]
            public async Task<string> GoAsync(int n)
            {
        {{body}}
            }
        }
        """, what, []);

    private static void Compiles(string source, string what, string[] ignored)
    {
        var compilation = TestCompilation.Of(source);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(ignored.Select(id => KeyValuePair.Create(id, Microsoft.CodeAnalysis.ReportDiagnostic.Suppress))));
        Assert.True(AnalyzerRun.Analyze(compilation).All(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Info), what);
        GeneratorRun.Of(compilation);
    }
}
