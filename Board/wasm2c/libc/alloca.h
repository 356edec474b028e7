#pragma once
// Of what the generated C includes, the core uses nothing of this.
