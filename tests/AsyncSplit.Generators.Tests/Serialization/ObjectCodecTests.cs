using AsyncSplit.Generators.Splitting.Serialization;

namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class ObjectCodecTests
{
    [Fact]
    public void RecordsKeepTheirPositionalAndOtherMembers()
    {
        var run = CodecRun.Keeps("""
            public record Person(string Name) { public string? Nickname { get; init; } public string Display => Name + Nickname; }
            public record Desk { public required int Floor { get; init; } public string Side { get; set; } = "left"; }
            public record Employee(string Name, int Level, Desk Desk) : Person(Name) { public List<string> Skills { get; init; } = []; }
            public static partial class Sample
            {
                public static Employee Value => new("ann", 3, new Desk { Floor = 2, Side = "right" }) { Nickname = "a", Skills = ["c#", "f#"] };
                public static string Show(Employee value) => $"{value} {string.Join(",", value.Skills)}";
            }
            """);
        Assert.Equal("""{"Name":"ann","Nickname":"a","Level":3,"Desk":{"Floor":2,"Side":"right"},"Skills":["c#","f#"]}""", run.Json);
        Assert.Equal("{Desk:{Floor:Int32,Side:String},Level:Int32,Name:String,Nickname:String,Skills:[String]}", run.Codec.Shape);
    }

    [Fact]
    public void RecordStructsKeepTheirMembers() => CodecRun.Keeps("""
        public record struct Point(int X, int Y) { public string? Label { get; set; } public readonly int Sum => X + Y; }
        public readonly record struct Plain(long Id, string Text);
        public readonly struct Old(int a) { public int A { get; } = a; }
        public static partial class Sample
        {
            public static (Point, Plain?, Plain?, Old) Value => (new(1, 2) { Label = "p" }, new(7, "t"), null, new(4));
            public static string Show((Point, Plain?, Plain?, Old A) value) => $"{value} {value.A.A}";
        }
        """);

    [Fact]
    public void ClassesKeepConstructorRequiredInitAndSetMembers() => CodecRun.Keeps("""
        public class Order(string customer, int number)
        {
            public string Customer { get; } = customer;
            public int Number { get; } = number;
            public required string Reference { get; init; }
            public int? Priority { get; set; } = 3;
            public Dictionary<string, int> Parts { get; init; } = [];
            public List<string> History { get; set; } = ["created"];
            public Order? Parent { get; set; }
            public string Summary => $"{Customer}/{Number}/{Reference}/{Priority}/{string.Join("+", Parts)}/{string.Join("+", History)}/{Parent?.Summary}";
        }
        public struct Money { public decimal Amount { get; set; } public required string Currency { get; init; } }
        public static partial class Sample
        {
            public static (Order, Money) Value => (new("c", 1) { Reference = "r", Priority = null, Parts = { ["bolt"] = 2 }, Parent = new("p", 0) { Reference = "root" } }, new() { Amount = 1.50m, Currency = "eur" });
            public static string Show((Order O, Money M) value) => $"{value.O.Summary} {value.M.Amount} {value.M.Currency}";
        }
        """);

    [Fact]
    public void PublicFieldsAreData() => CodecRun.Keeps("""
        public struct Vector { public int X; public int Y; }
        public sealed class Box { public string? Label; public Vector Corner; public int Count = 5; }
        public static partial class Sample
        {
            public static Box Value => new() { Label = "b", Corner = new() { X = 1, Y = 2 }, Count = 6 };
            public static string Show(Box value) => $"{value.Label} {value.Corner.X} {value.Corner.Y} {value.Count}";
        }
        """);

    [Fact]
    public void GenericTypesAreConstructed() => CodecRun.Keeps("""
        public record Pair<TFirst, TSecond>(TFirst First, TSecond Second);
        public sealed class Page<T> { public required List<T> Items { get; init; } public int? Next { get; set; } }
        public static partial class Sample
        {
            public static (Page<Pair<int, string?>>, Page<Pair<int, string>>, Pair<Pair<long, bool>, List<double>>, Page<(int Id, string Name)>) Value =>
                (new() { Items = [new(1, null), new(2, "s")], Next = 3 }, new() { Items = [new(9, "z")] }, new(new(1, true), [0.5]), new() { Items = [(1, "n")] });
            public static string Show((Page<Pair<int, string?>> A, Page<Pair<int, string>> B, Pair<Pair<long, bool>, List<double>> C, Page<(int Id, string Name)> D) value) =>
                $"{string.Join(",", value.A.Items)} {value.A.Next} {value.B.Items[0]} {value.C.First} {value.C.Second[0]} {value.D.Items[0].Name}";
        }
        """);

    [Fact]
    public void RecursiveTypesEnd() => CodecRun.Keeps("""
        public record Node(int Value, List<Node> Children) { public Other? Other { get; set; } }
        public record Other(Node? Node, Dictionary<string, Node?>? More);
        public static partial class Sample
        {
            public static Node Value => new(1, [new(2, []), new(3, [new(4, [])])]) { Other = new(new(5, []), new() { ["x"] = null }) };
            public static string Show(Node value) => $"{value.Value}[{string.Join(",", value.Children.Select(Show))}]{value.Other?.Node?.Value}{value.Other?.More?.Count}";
        }
        """);

    [Fact]
    public void PrivateNestedTypesGetTheirCodecInside() => CodecRun.Keeps("""
        public static partial class Sample
        {
            private static Dictionary<string, Ticket[]?> Value => new() { ["a"] = [new(1, State.Closed, new(new(2)))], ["b"] = null };
            private static string Show(Dictionary<string, Ticket[]?> value) => $"{value["a"]![0]} {value["b"] is null}";
            private enum State { Open, Closed }
            private sealed record Ticket(int Number, State State, Box<Inner> Inner);
            private sealed record Inner(int N);
        }
        public record Box<T>(T Content);
        """);

    [Fact]
    public void AttributesOfSystemTextJsonAreHonoured()
    {
        var run = CodecRun.Keeps("""
            public class Item
            {
                [JsonConstructor] public Item(int id) => Id = id;
                public Item() : this(-1) { }
                [JsonPropertyName("the \"id\"")] public int Id { get; }
                [JsonIgnore] public Action? Callback { get; set; }
                [JsonInclude] internal string Inner { get; set; } = "";
                [JsonConverter(typeof(Hex))] public int Code { get; set; }
                [JsonConverter(typeof(Hex))] public int? Maybe { get; set; }
                public Wrapped? Wrapped { get; set; }
            }
            public sealed class Hex : JsonConverter<int>
            {
                public override int Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => Convert.ToInt32(reader.GetString(), 16);
                public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("X"));
            }
            [JsonConverter(typeof(WrappedConverter))] public sealed class Wrapped(Action<int> code, int n) { public Action<int> Code => code; public int N => n; }
            public sealed class WrappedConverter : JsonConverter<Wrapped>
            {
                public override Wrapped Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(_ => { }, reader.GetInt32());
                public override void Write(System.Text.Json.Utf8JsonWriter writer, Wrapped value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue(value.N);
            }
            public static partial class Sample
            {
                public static Item Value => new(7) { Inner = "i", Code = 255, Wrapped = new(_ => { }, 5) };
                public static string Show(Item value) => $"{value.Id} {value.Inner} {value.Code} {value.Maybe} {value.Wrapped?.N}";
            }
            """);
        Assert.Equal("""{"the \u0022id\u0022":7,"Inner":"i","Code":"FF","Maybe":null,"Wrapped":5}""", run.Json);
    }

    [Fact]
    public void DerivedTypesKeepTheirType()
    {
        var run = CodecRun.Keeps("""
            [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Box), "box"), JsonDerivedType(typeof(Cube), "cube")]
            public abstract class Shape { public string? Name { get; set; } [JsonIgnore] public abstract double Area { get; } }
            public sealed class Circle : Shape { public int Radius { get; set; } public override double Area => Radius; }
            public class Box : Shape { public int Width { get; set; } public override double Area => Width; }
            public sealed class Cube : Box { public int Depth { get; set; } public override double Area => Depth; }
            [JsonDerivedType(typeof(Dog), 1)] public interface IAnimal { }
            public record Dog(string Name) : IAnimal;
            [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Plus), "plus")] public record Base(int N);
            public record Plus(int N, int M) : Base(N);
            public record Holder(Shape Main, Shape[] All, IAnimal Animal, Base A, Base B);
            public static partial class Sample
            {
                public static Holder Value => new(new Cube { Depth = 2, Width = 1, Name = "c" }, [new Circle { Radius = 4 }, new Box { Width = 3 }], new Dog("rex"), new Base(1), new Plus(1, 2));
                public static string Show(Holder value) => $"{value} {string.Join(",", value.All.Select(item => item.GetType().Name + item.Area))} {value.Main.Area}{value.Main.Name}";
            }
            """);
        Assert.Contains("""{"$type":"cube","Name":"c","Width":1,"Depth":2}""", run.Json);
        Assert.Contains("""{"kind":"plus","N":1,"M":2}""", run.Json);
        Assert.Contains("""{"$type":1,"Name":"rex"}""", run.Json);
    }

    [Fact]
    public void CyclesAndSharedObjectsStayTheSame() => CodecRun.Keeps(
        """
        public class Node { public string? Name { get; set; } public Node? Next { get; set; } public List<Node> Peers { get; set; } = []; public Node[]? Array { get; set; } }
        public static partial class Sample
        {
            public static Node[] Value { get; } = Make();
            private static Node[] Make()
            {
                var a = new Node { Name = "a" };
                var b = new Node { Name = "b", Next = a };
                a.Next = b;
                Node[] all = [a, b, a];
                a.Array = all;
                b.Peers = a.Peers;
                a.Peers.Add(b);
                return all;
            }
            public static string Show(Node[] value) =>
                $"{value[0].Name} {value[1].Name} {value[0].Next == value[1]} {value[1].Next == value[0]} {value[2] == value[0]} {value[0].Array == value} {value[0].Peers == value[1].Peers} {value[0].Peers[0] == value[1]}";
        }
        """,
        tracksIdentity: true);

    [Fact]
    public void ACycleMayLeadThroughASetterOfAnObjectWithConstructorParameters() => CodecRun.Keeps(
        """
        public sealed class Node(string name) { public Node? Next { get; set; } public string Name => name; public required int N { get; init; } }
        public static partial class Sample
        {
            public static Node Value { get; } = Make();
            private static Node Make() { var a = new Node("a") { N = 1 }; a.Next = new Node("b") { N = 2, Next = a }; return a; }
            public static string Show(Node value) => $"{value.Name}{value.N} {value.Next!.Name} {value.Next.Next == value}";
        }
        """,
        tracksIdentity: true);

    [Fact]
    public void CollectionsOfTheUsersAreFilledAgain() => CodecRun.Keeps(
        """
        public sealed class Cart : List<Line> { }
        public sealed class Map() : Dictionary<string, Cart>(StringComparer.OrdinalIgnoreCase);
        public record Line(int N);
        public static partial class Sample
        {
            public static (Cart, Map, Cart?) Value => ([new(1), new(2)], new() { ["a"] = [new(3)] }, null);
            public static string Show((Cart A, Map B, Cart?) value) => $"{string.Join(",", value.A)} {value.B["A"][0]} {value.Item3 is null}";
        }
        """,
        tracksIdentity: null);

    [Fact]
    public void ADerivedTypeThatNobodyNamedIsRefusedRatherThanCutDown()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.RoundTrip("""
            public class Box { public int Width { get; set; } }
            public class Cube : Box { public int Depth { get; set; } }
            public static partial class Sample { public static Box Value => new Cube(); public static string Show(Box value) => ""; }
            """));
        Assert.StartsWith("A Cube cannot be written as Box. Name it in a [JsonDerivedType] attribute on Box.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbsentMemberKeepsTheDefaultOfItsType() => Assert.Equal("3 left", CodecRun.State(
        "public class Desk { public int Floor { get; set; } = 3; public string Side { get; set; } = \"left\"; }",
        [("desk", "Desk")],
        "value = new State(new Desk());",
        """$"{value.desk.Floor} {value.desk.Side}" """,
        tracksIdentity: false,
        json: "{\"desk\":{}}"));

    [Fact]
    public void AChainOfObjectsThatIsTooLongIsRefusedWithItsDepth()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.RoundTrip("""
            public sealed class Node { public Node? Next { get; set; } }
            public static partial class Sample
            {
                public static Node Value { get { Node? first = null; for (var i = 0; i < 10_000; i++) first = new() { Next = first }; return first!; } }
                public static string Show(Node value) => "";
            }
            """));
        Assert.StartsWith("A value nests more than 984 levels deep at a Node, and cannot cross an await.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnObjectThatHoldsItselfInWhatItIsCreatedOfIsRefusedWhenItIsWritten()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.RoundTrip(
            """
            public sealed record Node(string Name, List<Node> Peers);
            public static partial class Sample
            {
                public static Node Value { get { var node = new Node("a", []); node.Peers.Add(node); return node; } }
                public static string Show(Node value) => "";
            }
            """,
            tracksIdentity: true));
        Assert.StartsWith("A Node holds itself in what it is created of, and cannot cross an await", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("List<int>", "new More { 1 }", "A More cannot cross an await as")]
    [InlineData("SortedSet<int>", "new SortedSet<int> { 1, 2, 3 }.GetViewBetween(1, 2)", "what it adds to that would be lost")]
    [InlineData("IList<int>", "new More { 1 }", "nothing says how to create it again")]
    [InlineData("Map", "new Map(StringComparer.OrdinalIgnoreCase)", "its parameterless constructor gives it another one")]
    [InlineData("HashSet<int>", "new HashSet<int>(new Odd())", "only the default, the StringComparer and the reference ones are kept")]
    public void ACollectionThatWouldNotBeTheSameIsRefusedWhenItIsWritten(string type, string value, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.RoundTrip($$"""
            public sealed class More : List<int>;
            public sealed class Map : Dictionary<string, int> { public Map() { } public Map(IEqualityComparer<string> comparer) : base(comparer) { } }
            public sealed class Odd : IEqualityComparer<int> { public bool Equals(int x, int y) => x % 2 == y % 2; public int GetHashCode(int n) => n % 2; }
            public static partial class Sample { public static {{type}} Value => {{value}}; public static string Show({{type}} value) => ""; }
            """));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PropertiesOfAReferencedAssemblyThatCannotBeSetAreToldApartFromComputedOnes()
    {
        var library = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            "Library",
            [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("namespace Library; public class Cart { public string Customer { get; set; } = \"\"; public int Kept { get; } = 3; public int Length => Customer.Length; public required int N { get; init; } } public class Gate { public void Open() { } }")],
            Basic.Reference.Assemblies.Net100.References.All,
            new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var run = CodecRun.Keeps(
            "public static partial class Sample { public static Library.Cart Value => new() { Customer = \"c\", N = 4 }; public static string Show(Library.Cart value) => $\"{value.Customer} {value.N} {value.Length}\"; }",
            library: library);
        Assert.Equal("Cart.Kept", Assert.Single(run.Codec.Losses).Path);
        var gate = SerializationAnalysis.For(CodecRun.Compile("public static class Sample { public static Library.Gate Value => new(); }", library));
        Assert.Contains("shows no data", gate.Resolve(gate.Context.Compilation.GetTypeByMetadataName("Library.Gate")!, default).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ExperimentalTypesAreNoWarning() => CodecRun.Keeps("""
        #pragma warning disable SHOP1
        [System.Diagnostics.CodeAnalysis.Experimental("SHOP1")] public sealed record Trial(int N) { [Obsolete("old")] public int Old { get; set; } }
        public sealed record Shelf(List<Trial> Trials);
        public static partial class Sample { public static Shelf Value => new([new(1)]); public static string Show(Shelf value) => value.Trials[0].ToString(); }
        """);
}
