using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed class HintNameTests
{
    [Theory]
    [InlineData("namespace A { public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } public partial class ORDERS { [Chainable] public async Task GoAsync() => await Task.Delay(1); } }", "types that differ in case")]
    [InlineData("public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task GOAsync() => await Task.Delay(1); }", "methods that differ in case")]
    [InlineData("public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task GoAsync(int n) => await Task.Delay(n); [Chainable] public async Task GoAsync(string s) => await Task.Delay(s.Length); }", "overloads")]
    [InlineData("public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task GoAsync(int n) => await Task.Delay(n); [Chainable] public async Task GoAsync2(string s) => await Task.Delay(s.Length); }", "an overload and a method with a number")]
    [InlineData("namespace A { public partial class Orders { [Chainable(Name = \"a\")] public async Task GoAsync() => await Task.Delay(1); } } namespace B { public partial class Orders { [Chainable(Name = \"b\")] public async Task GoAsync() => await Task.Delay(1); } }", "namespaces")]
    [InlineData("namespace A { public interface IOrders { [Chainable(Name = \"a\")] Task GoAsync(); } } namespace B { public interface IOrders { [Chainable(Name = \"b\")] Task GoAsync(); } }", "contracts in two namespaces")]
    [InlineData("namespace A.B { public interface IOrders { [Chainable(Name = \"a\")] Task GoAsync(); } } namespace A { public interface B_IOrders { [Chainable(Name = \"b\")] Task GoAsync(); } }", "contracts whose names run together")]
    [InlineData("public partial class Outer { public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } } public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }", "nested types")]
    [InlineData("public partial class Outer { public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } } public partial class Outer_Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }", "nested types whose names run together")]
    [InlineData("public partial class Bestellübersicht { [Chainable] public async Task ÖffneAsync() => await Task.Delay(1); [Chainable] public async Task ÄffneAsync() => await Task.Delay(1); }", "letters that are not ASCII")]
    [InlineData("public record Ä(int N); public record Ö(int N); public partial class Orders { [Chainable] public async Task<Ä?> GoAsync(Ö o) { await Task.Delay(o.N); return null; } }", "codecs of types that differ in letters that are not ASCII")]
    [InlineData("public record Line(int N); public record LINE(int N); public partial class Orders { [Chainable] public async Task<Line?> GoAsync(LINE l) { await Task.Delay(l.N); return null; } }", "codecs of types that differ in case")]
    public void NamesAreDistinctEvenWhereCaseIsIgnored(string source, string what)
    {
        var names = GeneratorRun.Of(source).Files.Keys.ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(names.TrueForAll(name => name.All(letter => letter < 128)), what);
    }

    [Fact]
    public void LongNamesAreCut()
    {
        var long1 = new string('A', 150);
        var names = GeneratorRun.Of($$"""
            public record {{long1}}X(int N);
            public record {{long1}}Y(int N);
            public partial class {{long1}} { [Chainable] public async Task {{long1}}1Async({{long1}}X x) => await Task.Delay(x.N); [Chainable] public async Task {{long1}}2Async({{long1}}Y y) => await Task.Delay(y.N); }
            """).Files.Keys.ToList();
        Assert.Equal(5, names.Count(name => name.Contains("AAAA", StringComparison.Ordinal)));
        Assert.All(names, name => Assert.True(name.Length <= 100, name));
    }

    [Fact]
    public void ANameDependsOnNothingButTheMethod()
    {
        var alone = GeneratorRun.Of("public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }").Files.Keys;
        var among = GeneratorRun.Of("public partial class Orders { [Chainable] public async Task AwayAsync() => await Task.Delay(1); [Chainable] public async Task GoAsync() => await Task.Delay(2); }").Files.Keys;
        Assert.Superset(alone.ToHashSet(), among.ToHashSet());
    }
}
