using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class ModelTests
{
    private const string Source = """
        [JsonDerivedType(typeof(Card), "card")] public abstract record Payment(decimal Amount);
        public record Card(decimal Amount, string Number, Dictionary<string, List<Payment?>>? More) : Payment(Amount) { public Card? Previous { get; set; } }
        public static class Sample { public static List<Payment> Value => []; }
        """;

    [Fact]
    public void TheSameSourceGivesEqualModels()
    {
        var first = CodecRun.Resolve(Source);
        var second = CodecRun.Resolve("// moved\n\n" + Source);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, CodecRun.Resolve(Source.Replace("string Number", "int Number")));
    }

    [Fact]
    public void ModelsHoldNoSymbols() => AssertNoSymbols(CodecRun.Resolve(Source), []);

    [Fact]
    public void TheShapeDoesNotDependOnNamesOfTypesOrOrderOfMembers()
    {
        const string Shape = "[{A:Int32,B:[String?x]}]";
        Assert.Equal(
            CodecRun.Resolve("public record X(int A, string[] B); public static class Sample { public static List<X> Value => []; }").Shape,
            CodecRun.Resolve("public class Y { public required string[] B { get; init; } public int A; } public static class Sample { public static Y[] Value => []; }").Shape);
        Assert.NotEqual(Shape, CodecRun.Resolve("public record X(int A, string[] B, int C); public static class Sample { public static List<X> Value => []; }").Shape);
    }

    [Fact]
    public void TypesOfOtherAssembliesAreSerialisedByTheirPublicMembers()
    {
        var library = CodecRun.Compile("""
            namespace Library;
            public record Address(string Street) { internal int Secret { get; set; } public Country? Country { get; init; } }
            public class Country { public string Name { get; set; } = ""; }
            """).WithAssemblyName("Library");
        CodecRun.Keeps(
            """
            public static partial class Sample
            {
                public static Library.Address Value => new("s") { Country = new() { Name = "n" } };
                public static string Show(Library.Address value) => $"{value} {value.Country?.Name}";
            }
            """,
            library: library);
    }

    [Fact]
    public void UnconstrainedNullableMembersFollowTheirArgument() => CodecRun.Keeps("""
        public record Box<T>(T? Content) { public T? More { get; set; } }
        public static partial class Sample
        {
            public static (Box<int>, Box<string>, Box<int?>, Box<List<string?>>) Value => (new(1) { More = 2 }, new(null) { More = "x" }, new(null), new([null]));
            public static string Show((Box<int>, Box<string>, Box<int?>, Box<List<string?>> D) value) => $"{value} {value.D.Content!.Count}";
        }
        """);

    [Fact]
    public void KeywordsAndUnusualNamesAreEscaped() => CodecRun.Keeps("""
        namespace @event.@class
        {
            public record @record(int @int, string @while) { public int @value { get; set; } public string? reader { get; init; } public int number; }
            public struct _A_B { public int écran { get; set; } }
        }
        public static partial class Sample
        {
            public static (@event.@class.@record, @event.@class._A_B) Value => (new(1, "w") { @value = 2, reader = "r", number = 3 }, new() { écran = 4 });
            public static string Show((@event.@class.@record, @event.@class._A_B B) value) => $"{value} {value.B.écran}";
        }
        """);

    [Fact]
    public void TypesWhoseNamesLookAlikeHaveDifferentCodecs() => CodecRun.Keeps("""
        namespace A.B { public record C(int N); }
        namespace A { public record B_C(int N); public record b_c(int N); public static class BB { public record C(int N); } }
        public static partial class Sample
        {
            public static (A.B.C, A.B_C, A.b_c, A.BB.C) Value => (new(1), new(2), new(3), new(4));
            public static string Show((A.B.C, A.B_C, A.b_c, A.BB.C) value) => $"{value}";
        }
        """);

    [Fact]
    public void PrivateFieldsThatAreLostAreTold()
    {
        var codec = CodecRun.Resolve("""
            public class Account { private decimal _balance; private string _owner = ""; public string Owner { get => _owner; set => _owner = value; } public decimal Balance => _balance++; }
            public static class Sample { public static Account Value => new(); }
            """);
        Assert.Equal("Account._balance", Assert.Single(codec.Losses).Path);
    }

    private static void AssertNoSymbols(object? value, HashSet<object> seen)
    {
        if (value is null or string or bool or int or Enum || !seen.Add(value))
        {
            return;
        }

        Assert.False(value is ISymbol or SyntaxNode or Compilation or Location or AttributeData, value.GetType().ToString());
        if (value is System.Collections.IEnumerable items)
        {
            foreach (var item in items)
            {
                AssertNoSymbols(item, seen);
            }

            return;
        }

        foreach (var property in value.GetType().GetProperties())
        {
            if (property.GetIndexParameters().Length == 0)
            {
                AssertNoSymbols(property.GetValue(value), seen);
            }
        }
    }
}
