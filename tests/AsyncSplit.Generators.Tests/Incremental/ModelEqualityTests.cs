using System.Reflection;
using System.Runtime.CompilerServices;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed class ModelEqualityTests
{
    private static readonly HashSet<Type> s_models =
        [.. typeof(HandlerModel).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(typeof(EquatableArray<>).Namespace + ".", StringComparison.Ordinal) == true && type is { IsClass: true, IsNested: false, IsAbstract: false })];

    public static TheoryData<Type> Models => [.. s_models];

    [Fact]
    public void TheSameSourceGivesEqualModelsWithEqualHashCodes()
    {
        var (first, second) = (Values(Shop.Orders), Values(Shop.Orders));
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
        Assert.Equal(first.Select(value => value.GetHashCode()), second.Select(value => value.GetHashCode()));
        Assert.All(first.Zip(second), pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("order.Sku", "order.Id")]
    [InlineData("FromDays(2)", "FromDays(3)")]
    [InlineData("Order order)", "Order? order = null)")]
    [InlineData("public async Task<Receipt>", "internal async Task<Receipt>")]
    [InlineData("var payment =", "string payment =")]
    [InlineData("namespace Shop;", "using Text = System.Text;\nnamespace Shop;")]
    [InlineData("[Chainable]\n    public async Task<Receipt>", "[Chainable(Name = \"Order\")]\n    public async Task<Receipt>")]
    public void AChangeThatMattersGivesAnotherModel(string text, string replacement)
    {
        var run = GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts));
        Assert.NotEqual(0, run.Edit(text, replacement).Steps.Changes(TrackingNames.HandlerFiles) + run.Edit(text, replacement).Steps.Changes(TrackingNames.Clients));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void AModelIsASealedRecordThatNobodyCanChange(Type model)
    {
        Assert.True(model.IsSealed, $"{model} is not sealed");
        Assert.True(model.GetMethod("<Clone>$") is not null, $"{model} is not a record");
        foreach (var property in model.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            // The generator's assembly has an IsExternalInit of its own.
            var isSettable = property.SetMethod is { } setter && setter.ReturnParameter.GetRequiredCustomModifiers().All(type => type.Name != nameof(IsExternalInit));
            Assert.False(isSettable, $"{model.Name}.{property.Name} can be set");
            Assert.True(IsComparedByValue(property.PropertyType), $"{model.Name}.{property.Name} is a {property.PropertyType}");
        }
    }

    [Fact]
    public void AnArrayIsEqualToOneWithEqualElements()
    {
        EquatableArray<string> first = ["a", "b"];
        EquatableArray<string> second = ["a", "b"];
        Assert.True(first == second && first.Equals((object)second));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.True(first != ["b", "a"] && first != ["a"]);
        Assert.NotEqual(first.GetHashCode(), new EquatableArray<string>(["b", "a"]).GetHashCode());
    }

    [Fact]
    public void TheDefaultArrayIsEmpty()
    {
        EquatableArray<string> empty = [];
        Assert.True(default(EquatableArray<string>) == empty);
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), empty.GetHashCode());
        Assert.Empty(default(EquatableArray<string>));
    }

    private static bool IsComparedByValue(Type type) =>
        type == typeof(string) || type.IsPrimitive || type.IsEnum || s_models.Contains(type)
        || type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) && IsComparedByValue(type.GetGenericArguments()[0]);

    private static List<object> Values(string source) => [.. GeneratorRun.Of(("Orders.cs", source), ("Contracts.cs", Shop.Contracts)).Steps.Values()];
}
