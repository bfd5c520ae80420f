namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class FailureTests
{
    [Theory]
    [InlineData("Cart", "Cart.Lines[].Source", "Stream is an open resource")]
    [InlineData("Func<int>", "Func<int>", "Func<int> is a delegate, which is code")]
    [InlineData("Dictionary<string, Action>", "Dictionary<string, Action>.Values[]", "Action is a delegate, which is code")]
    [InlineData("(int Id, System.Threading.Tasks.ValueTask<int> Work)", "(int Id, ValueTask<int> Work).Work", "ValueTask<int> is running work: await it before the boundary")]
    [InlineData("System.Threading.CancellationToken", "CancellationToken", "CancellationToken is a signal of this process: each step gets its own token as a parameter")]
    [InlineData("List<int>.Enumerator", "List<int>.Enumerator", "List<int>.Enumerator is an iteration in progress")]
    [InlineData("IEnumerator<int>", "IEnumerator<int>", "IEnumerator<int> is an iteration in progress")]
    [InlineData("object", "object", "object can be anything, so that nothing says how to read it back")]
    [InlineData("List<dynamic>", "List<dynamic>[]", "dynamic can be anything, so that nothing says how to read it back")]
    [InlineData("Type", "Type", "Type describes code of this process")]
    [InlineData("System.Reflection.MethodInfo", "MethodInfo", "MethodInfo describes code of this process")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>>", "Expression<Func<int>>", "Expression<Func<int>> is an expression tree, which describes code of this process")]
    [InlineData("System.Net.Http.HttpClient", "HttpClient", "HttpClient is a service: have it injected")]
    [InlineData("IShape", "IShape", "IShape is an interface: say on it which types it stands for, each by [JsonDerivedType(typeof(…), \"…\")]")]
    [InlineData("Shape", "Shape", "Shape is abstract: say on it which types it stands for, each by [JsonDerivedType(typeof(…), \"…\")]")]
    [InlineData("Service", "Service", "Service has no accessible constructor whose parameters are all named like its members")]
    [InlineData("Counter", "Counter", "Counter keeps its data in private fields, where generated code cannot read it")]
    [InlineData("Holder.Hidden", "Holder.Hidden", "Holder.Hidden is private in Holder, which is not partial: make it internal, or make Holder partial")]
    [InlineData("IEnumerable<Untold>", "IEnumerable<Untold>[]", "[JsonDerivedType(typeof(Told))] has no discriminator, so that nothing tells a Told from a Untold when it is read")]
    [InlineData("int[,,,,]", "int[*,*,*,*,*]", "int[*,*,*,*,*] has more than four dimensions")]
    [InlineData("Lazy<int>", "Lazy<int>", "Lazy<int> is a value that running code computes: keep its Value")]
    [InlineData("System.Threading.ReaderWriterLockSlim", "ReaderWriterLockSlim", "ReaderWriterLockSlim is a type of the framework that nothing says how to read back: keep what is needed of it")]
    [InlineData("System.Numerics.Vector<int>", "Vector<int>", "Vector<int> is a type of the framework that nothing says how to read back: keep what is needed of it")]
    [InlineData("List<System.Text.Encoding>", "List<Encoding>[]", "Encoding belongs to this process: keep its WebName")]
    [InlineData("Scaled", "Scaled", "Scaled has no accessible constructor whose parameters are all named like its members")]
    [InlineData("(int, Odd)", "(int, Odd).Item2", "Odd is an exception that cannot be created again: it has no accessible constructor all of whose parameters are its message, its inner exception or members that cross")]
    [InlineData("System.Collections.IEnumerable", "IEnumerable", "IEnumerable does not say which collection it is: use List<T> or another class")]
    public void SaysWhichMemberAndWhy(string type, string path, string reason)
    {
        var codec = CodecRun.Resolve($$"""
            public record Cart(List<Line> Lines);
            public record Line(int Id, System.IO.Stream? Source);
            public interface IShape;
            public abstract class Shape;
            public sealed class Service(IShape shape) { public void Run() => shape.ToString(); }
            public sealed class Scaled(double celsius) { public double Celsius { get; } = celsius + 273.15; }
            public sealed class Odd(System.IO.Stream stream) : Exception { public long Length => stream.Length; }
            public sealed class Counter { private int _count; public int Next() => ++_count; }
            [JsonDerivedType(typeof(Told))] public class Untold;
            public class Told : Untold;
            public class Holder
            {
                private record Hidden(int N);
                private static class Sample { private static {{type}} Value => throw new Exception(); }
            }
            """, "Holder+Sample");
        Assert.Equal((path, reason), (codec.Path, codec.Reason));
    }

    [Fact]
    public void SaysWhatIsLost()
    {
        var codec = CodecRun.Resolve("""
            public record Order(int Id) { public List<int> Lines { get; } = []; public int Count => Lines.Count; [JsonIgnore] public object? Tag { get; set; } }
            public static class Sample { public static List<Order> Value => []; }
            """);
        var loss = Assert.Single(codec.Losses);
        Assert.Equal("Order.Lines", loss.Path);
        Assert.True(codec.IsSerializable);
    }

    [Theory]
    [InlineData("string", false)]
    [InlineData("(int, DateTime?)", false)]
    [InlineData("Immutable", false)]
    [InlineData("ImmutableArray<Immutable>", true)]
    [InlineData("(Immutable, Immutable)", true)]
    [InlineData("(Immutable, Settable)", false)]
    [InlineData("int[]", false)]
    [InlineData("int[][]", true)]
    [InlineData("(int[], IReadOnlyList<int>)", true)]
    [InlineData("(int[], IReadOnlyList<string>)", true)]
    [InlineData("(int[], List<int>)", false)]
    [InlineData("(int[], Memory<int>)", true)]
    [InlineData("Holder", false)]
    [InlineData("Node", true)]
    [InlineData("Uri[]", false)]
    [InlineData("Exception", false)]
    [InlineData("(Exception, ArgumentException)", true)]
    [InlineData("(Left, Right)", true)]
    public void SaysWhetherOneObjectMayBeThereTwice(string type, bool mayRepeat)
    {
        var codec = CodecRun.Resolve($$"""
            public record Immutable(int Id, string? Name) { public DateTime? At { get; init; } }
            public record Holder(List<int> Items);
            public record Settable { public int N { get; set; } }
            public record Node(int Value, Node? Next);
            public record Left(Right? Right);
            public record Right(Left? Left);
            public static class Sample { public static {{type}} Value => throw new Exception(); }
            """);
        Assert.True(codec.IsSerializable);
        Assert.Equal(mayRepeat, codec.MayRepeat);
    }
}
