using YamlDotNet.RepresentationModel;

namespace AsyncSplit.Build.Tests.Harness;

/// <summary>A SAM template, as a YAML parser reads it.</summary>
internal sealed class Template
{
    private Template(YamlMappingNode root) => Root = root;

    public YamlMappingNode Root { get; }

    public IReadOnlyDictionary<string, YamlMappingNode> Resources => Map(Root, "Resources").ToDictionary(resource => Text(resource.Key), resource => (YamlMappingNode)resource.Value, StringComparer.Ordinal);

    public static Template Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new Template((YamlMappingNode)stream.Documents.Single().RootNode);
    }

    public static Template Of(BuiltApplication application, string name = "template.yaml") => Parse(application.Files[name]);

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static string TypeOf(YamlMappingNode resource) => Text(resource["Type"]);

    public IEnumerable<string> OfType(string type) => Resources.Where(resource => TypeOf(resource.Value) == type).Select(resource => resource.Key);

    /// <summary>The names of the functions, without the application's.</summary>
    public IEnumerable<string> Functions() => OfType("AWS::Serverless::Function").Select(name => Text(Properties(name)["FunctionName"])["shop-".Length..]).Order(StringComparer.Ordinal);

    public YamlMappingNode Properties(string logical) => (YamlMappingNode)Resources[logical]["Properties"];

    /// <summary>The properties of a function, by its name.</summary>
    public YamlMappingNode Function(string name) => Properties(LogicalName(name));

    /// <summary>The names of the queues that a function may send to, without the application's.</summary>
    public IReadOnlyList<string> SendsTo(string function) => [.. Statement(function, "Send")!["Resource"].AllNodes.OfType<YamlMappingNode>().Select(node => Text(node["Fn::Sub"])).Select(arn => arn[(arn.LastIndexOf(':') + 1)..]["shop-".Length..])];

    /// <summary>A statement of a function's role; null where it has none of that name.</summary>
    public YamlMappingNode? Statement(string function, string id)
    {
        var policy = ((YamlSequenceNode)Properties(LogicalName(function) + "Role")["Policies"]).Single()["PolicyDocument"];
        return ((YamlSequenceNode)policy["Statement"]).Cast<YamlMappingNode>().SingleOrDefault(statement => Text(statement["Sid"]) == id);
    }

    private string LogicalName(string function) => OfType("AWS::Serverless::Function").Single(name => Text(Properties(name)["FunctionName"]) == $"shop-{function}");

    private static YamlMappingNode Map(YamlMappingNode node, string name) => (YamlMappingNode)node[name];
}
